import assert from "node:assert/strict";
import { test } from "node:test";
import { byMonth, itemsOf, SharedList } from "../../../static/js/models/shared-list.js";
import { aMedia, aMessage } from "../objects.js";

const photo = (seq, facts = {}) =>
  aMessage(seq, { kind: "photo", attachments: [aMedia({ id: `m${seq}` })], ...facts });

/** A list whose pages a test answers by hand, and what was asked. */
function aList(kind = "photo") {
  const asked = [];
  const answers = [];
  const ask = (query) => {
    asked.push(query);
    return new Promise((resolve) => answers.push(resolve));
  };
  const list = new SharedList(kind, ask);
  const answer = async (messages, cursor = null) => {
    answers.shift()(messages && { hits: messages.map((message) => ({ message })), cursor });
    await new Promise((resolve) => setImmediate(resolve));
  };
  const seqs = () => list.messages.map(({ seq }) => seq);
  return { list, asked, answer, seqs };
}

test("of a message with several things each stands for itself, and of its kind alone", () => {
  const attachments = [
    aMedia({ id: "a" }),
    aMedia({ id: "b", kind: "video" }),
    aMedia({ id: "c", status: "processing" }),
  ];
  const album = photo(4, { attachments, text: "see HTTPS://example.org/" });
  const keys = (message, kind) => itemsOf(message, kind).map(({ key }) => key);

  assert.deepEqual(keys(album, "photo"), ["4:a", "4:c"]);
  assert.deepEqual(keys(album, "video"), ["4:b"]);
  assert.deepEqual(keys(album, "link"), ["4"]);
  assert.deepEqual(keys(album, "file"), []);
  assert.deepEqual(keys({ ...album, deleted: true }, "photo"), []);
  assert.deepEqual(keys(aMessage(5, { text: "no://link here" }), "link"), []);
  const sticker = { kind: "sticker", attachments: [aMedia({ kind: "sticker" })] };
  for (const kind of ["photo", "video", "file", "voice", "link"]) {
    assert.deepEqual(keys(aMessage(6, sticker), kind), []);
  }
});

test("things stand in the months in which they were sent, each month once", () => {
  const sent = ["2026-11-20T12:00:00Z", "2026-11-02T12:00:00Z", "2025-11-02T12:00:00Z"];
  const items = sent.flatMap((sent_at, at) => itemsOf(photo(9 - at, { sent_at }), "photo"));
  const months = byMonth(items);

  assert.deepEqual(
    months.map(({ key, items: held }) => [key, held.length]),
    [
      ["2026-11", 2],
      ["2025-11", 1],
    ],
  );
  assert.deepEqual(byMonth([]), []);
});

test("it comes page by page, and nothing is asked twice or after the end", async () => {
  const { list, asked, answer, seqs } = aList();
  assert.ok(list.more);
  assert.equal(list.reach, Number.POSITIVE_INFINITY);
  list.load();
  list.load();
  await answer([photo(9), photo(7)], "700");
  assert.deepEqual(seqs(), [9, 7]);
  assert.equal(list.reach, 7);
  list.load();
  await answer([photo(3)]);
  list.load();

  assert.deepEqual(seqs(), [9, 7, 3]);
  assert.equal(list.reach, 0);
  assert.deepEqual(asked, [
    { kind: "photo", limit: 50 },
    { kind: "photo", limit: 50, before: "700" },
  ]);
});

test("what is new, changed or deleted shows at once; what comes with a later page waits", async () => {
  const { list, answer, seqs } = aList();
  list.see(photo(20)); // Nobody has looked yet.
  assert.deepEqual(seqs(), []);
  list.load();
  await answer([photo(9), photo(7), photo(5)], "500");

  list.see(photo(12));
  list.see(aMessage(13));
  list.see(photo(8));
  list.see(photo(2));
  list.see(photo(7, { version: 30, deleted: true, attachments: [] }));
  assert.deepEqual(seqs(), [12, 9, 8, 5]);
  list.see(photo(9, { version: 31, text: "new words" }));
  list.see(photo(9, { version: 30, text: "old words" }));
  assert.equal(list.messages[1].text, "new words");
  list.hide([12, 99]);
  assert.deepEqual(seqs(), [9, 8, 5]);
});

test("what happens while a page is on its way is not undone by it", async () => {
  const { list, answer, seqs } = aList();
  list.load();
  list.see(photo(10));
  list.see(photo(9, { version: 20, deleted: true }));
  list.hide([8]);
  list.see(photo(3, { version: 21 }));
  await answer([photo(9), photo(8), photo(7)], "700");
  assert.deepEqual(seqs(), [10, 7]);

  list.load();
  await answer([photo(3)]);
  assert.deepEqual(seqs(), [10, 7, 3]);
});

test("a page that cannot be had leaves what is there, and can be wished for again", async () => {
  const { list, answer, seqs } = aList();
  list.load();
  await answer([photo(9)], "900");
  list.load();
  await answer(null);
  assert.ok(list.failed && list.more && !list.busy);
  assert.deepEqual(seqs(), [9]);

  list.load();
  assert.ok(!list.failed);
  await answer([photo(4)]);
  assert.deepEqual(seqs(), [9, 4]);
});

test("a history that was cleared is begun anew, and a page of before counts no more", async () => {
  const { list, answer, seqs } = aList();
  list.load();
  await answer([photo(9)], "900");
  list.load();
  list.drop();
  assert.deepEqual(seqs(), []);
  await answer([photo(4)]);
  assert.deepEqual(seqs(), []);
  assert.ok(list.more && !list.busy);
  list.load();
  await answer([]);
  assert.ok(list.loaded && !list.more);
});
