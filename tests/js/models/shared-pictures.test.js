import assert from "node:assert/strict";
import { test } from "node:test";
import { SharedList } from "../../../static/js/models/shared-list.js";
import { SharedPictures } from "../../../static/js/models/shared-pictures.js";
import { aMedia, aMessage } from "../objects.js";

const PAGE = 3;

/** A message with media, each of them named by its kind and seq. */
function sent(seq, ...kinds) {
  const attachments = kinds.map((kind) => aMedia({ id: `${kind}${seq}`, kind }));
  return aMessage(seq, { kind: kinds[0], attachments });
}

/** The photos and videos of a chat, of which the first page of photos is loaded. */
async function aChat(messages, { answers = () => true } = {}) {
  const asked = [];
  const ask = async ({ kind, before = Number.POSITIVE_INFINITY }) => {
    asked.push(kind);
    if (!answers()) return null;
    const found = messages
      .filter(
        ({ seq, attachments }) => seq < before && attachments.some((one) => one.kind === kind),
      )
      .reverse();
    const cursor = found.length > PAGE ? found[PAGE - 1].seq : null;
    return { hits: found.slice(0, PAGE).map((message) => ({ message })), cursor };
  };
  const lists = ["photo", "video"].map((kind) => new SharedList(kind, ask));
  await lists[0].load();
  const show = (seq, id) => {
    const pictures = new SharedPictures(
      lists,
      messages.find((one) => one.seq === seq),
      id,
    );
    pictures.watch(() => {});
    return pictures;
  };
  return { lists, show, asked };
}

const CHAT = [
  sent(1, "photo"),
  sent(2, "video"),
  sent(4, "photo", "video"),
  sent(5, "photo"),
  sent(7, "video"),
  sent(8, "photo"),
  sent(9, "photo"),
];

test("it leads through photos and videos in the order of their sending", async () => {
  const { show } = await aChat(CHAT);
  const pictures = show(8, "photo8");
  await pictures.prepare();
  const back = [];
  while (pictures.beside(-1)) {
    await pictures.step(-1);
    back.push(pictures.shown.media.id);
  }

  assert.deepEqual(back, ["video7", "photo5", "video4", "photo4", "video2", "photo1"]);
  for (let step = 0; step < 9; step += 1) await pictures.step(1);
  assert.equal(pictures.shown.media.id, "photo9");
});

test("only as much is asked for as one may come to, and a lost connection ends it", async () => {
  const many = Array.from({ length: 60 }, (_, at) => sent(at + 1, at % 2 ? "photo" : "video"));
  let answers = true;
  const { show, asked } = await aChat(many, { answers: () => answers });
  const pictures = show(60, "photo60");
  await pictures.prepare();
  const before = asked.length;
  assert.ok(before <= 3, `${before}`);

  answers = false;
  for (let step = 0; step < 9; step += 1) await pictures.step(-1);
  assert.ok(pictures.shown);
  assert.equal(pictures.beside(-1), undefined);
});

test("what is deleted is shown no more: its neighbour is, and with the last one nothing", async () => {
  const { lists, show } = await aChat([sent(1, "photo"), sent(2, "photo")]);
  const pictures = show(2, "photo2");
  for (const [seq, left] of [
    [2, "photo1"],
    [1, undefined],
  ]) {
    lists[0].see({ ...sent(seq, "photo"), version: 9, deleted: true });
    assert.equal(pictures.shown?.media.id, left);
  }
});
