import assert from "node:assert/strict";
import { test } from "node:test";
import { SharedMedia } from "../../../static/js/models/shared-media.js";
import { aMedia, aMessage } from "../objects.js";

const photo = (seq, facts = {}) =>
  aMessage(seq, { kind: "photo", attachments: [aMedia({ id: `m${seq}` })], ...facts });

/** Lists of a page to which a test tells what happens. */
function lists(messages = []) {
  const messenger = new EventTarget();
  const asked = [];
  const shared = new SharedMedia(messenger, async (query) => {
    asked.push(query);
    const { kind } = query;
    const hits = messages.filter((message) => message.kind === kind);
    return { hits: hits.map((message) => ({ message })), cursor: null };
  });
  const tell = (name, detail) => messenger.dispatchEvent(new CustomEvent(name, { detail }));
  return { shared, asked, tell };
}

test("the lists of a chat hear what happens there", async () => {
  const { shared, asked, tell } = lists([photo(3)]);
  const { photo: photos, video } = shared.of("10");
  await Promise.all([photos.load(), video.load()]);
  const seqs = () => photos.messages.map(({ seq }) => seq);

  tell("message", photo(5));
  tell("message", photo(6, { chat_id: "11" }));
  assert.deepEqual(seqs(), [5, 3]);
  assert.deepEqual(video.messages, []);
  tell("hidden", { chat_id: "11", seqs: [5] });
  tell("hidden", { chat_id: "10", seqs: [3] });
  assert.deepEqual(seqs(), [5]);
  tell("hidden", { chat_id: "10", seqs: null });
  assert.deepEqual(seqs(), []);
  assert.deepEqual(
    asked.map(({ chat_id, kind }) => [chat_id, kind]),
    [
      ["10", "photo"],
      ["10", "video"],
    ],
  );
});

test("the tab of each chat is remembered, the lists of the last chats alone", () => {
  const { shared } = lists();
  const first = shared.of("0");
  shared.chooseTab("0", "link");
  for (let chat = 1; chat <= 9; chat += 1) shared.of(`${chat}`);
  assert.equal(shared.of("0"), first);
  for (let chat = 10; chat <= 20; chat += 1) shared.of(`${chat}`);

  assert.notEqual(shared.of("0"), first);
  assert.equal(shared.tabOf("0"), "link");
  assert.equal(shared.tabOf("1"), undefined);
});
