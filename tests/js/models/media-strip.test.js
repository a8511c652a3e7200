import assert from "node:assert/strict";
import { test } from "node:test";
import { MediaStrip } from "../../../static/js/models/media-strip.js";
import { aMedia, aMessage } from "../objects.js";

const photoIn = (seq, facts = {}) =>
  aMessage(seq, { kind: "photo", attachments: [aMedia({ id: `m${seq}` })], ...facts });

/** A chat of many messages, every fifth one with a photo, of which a window is loaded. */
function aStrip({ all, from, to, shown, answers = true }) {
  const asked = [];
  const history = async ({ before, after, limit }) => {
    asked.push({ before, after });
    if (!answers) return null;
    const found = before
      ? all.filter(({ seq }) => seq < before).slice(-limit)
      : all.filter(({ seq }) => seq > after).slice(0, limit);
    return {
      messages: found,
      more_before: (found[0]?.seq ?? 1) > 1,
      more_after: (found.at(-1)?.seq ?? 0) < all.length,
    };
  };
  const messages = all.slice(from - 1, to);
  const window = { messages, moreBefore: from > 1, moreAfter: to < all.length };
  const message = all[shown - 1];
  const strip = new MediaStrip({ window, message, mediaId: `m${shown}`, history });
  const seqs = () => strip.pictures.map(({ message: { seq } }) => seq);
  return { strip, seqs, asked };
}

const CHAT = Array.from({ length: 500 }, (_, at) =>
  (at + 1) % 100 === 50 ? photoIn(at + 1) : aMessage(at + 1),
);

test("it leads through the pictures that are loaded, and fetches on both sides", async () => {
  const { strip, seqs, asked } = aStrip({ all: CHAT, from: 201, to: 300, shown: 250 });
  assert.deepEqual(seqs(), [250]);

  await strip.prepare();
  assert.deepEqual(seqs(), [150, 250, 350]);
  assert.equal(strip.shown.message.seq, 250);

  await strip.step(-1);
  assert.equal(strip.shown.message.seq, 150);
  await strip.step(-1);
  assert.equal(strip.shown.message.seq, 50);
  await strip.step(-1);
  assert.equal(strip.shown.message.seq, 50);
  assert.ok(asked.length <= 5, `${asked.length}`);
});

test("all pictures of one message stand in it in their order", () => {
  const album = photoIn(1, { attachments: ["a", "b"].map((id) => aMedia({ id })) });
  const window = { messages: [album], moreBefore: false, moreAfter: false };
  const strip = new MediaStrip({ window, message: album, mediaId: "b", history: async () => null });
  assert.equal(strip.at, 1);
  assert.equal(strip.beside(-1).media.id, "a");
  assert.equal(strip.beside(1), undefined);
});

test("what cannot be shown is passed over: files, what is being made, what is deleted", () => {
  const messages = [
    photoIn(1, { attachments: [aMedia({ kind: "file" })] }),
    photoIn(2, { attachments: [aMedia({ status: "processing" })] }),
    photoIn(3, { deleted: true }),
    photoIn(4),
  ];
  const window = { messages, moreBefore: false, moreAfter: false };
  const message = messages[3];
  const strip = new MediaStrip({ window, message, mediaId: "m4", history: async () => null });
  assert.deepEqual(
    strip.pictures.map(({ message: { seq } }) => seq),
    [4],
  );
});

test("a picture that is deleted meanwhile gives way to its neighbour, the last one to none", () => {
  const messages = [photoIn(1), photoIn(2)];
  const window = { messages, moreBefore: false, moreAfter: false };
  const message = messages[1];
  const strip = new MediaStrip({ window, message, mediaId: "m2", history: async () => null });

  strip.see([messages[0], { ...messages[1], deleted: true }]);
  assert.equal(strip.shown.message.seq, 1);
  strip.see([
    { ...messages[0], deleted: true },
    { ...messages[1], deleted: true },
  ]);
  assert.equal(strip.shown, undefined);
});

test("without a connection it stays where it is", async () => {
  const { strip } = aStrip({ all: CHAT, from: 201, to: 300, shown: 250, answers: false });
  await strip.step(-1);
  assert.equal(strip.shown.message.seq, 250);
});
