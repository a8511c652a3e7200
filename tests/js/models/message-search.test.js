// @ts-check

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { MessageSearch } from "../../../static/js/models/message-search.js";

mock.timers.enable({ apis: ["setTimeout"] });

/** @param {number} seq */
function hit(seq) {
  return { chat_id: "7", message: { seq }, highlights: [] };
}

/** A search of a server that answers when it is told to. */
function begin() {
  /** @type {{data: any, answer: (page: any) => void}[]} */
  const asked = [];
  const search = new MessageSearch((op, data) => {
    assert.equal(op, "messages.search");
    return new Promise((answer) => asked.push({ data, answer }));
  });
  const seqs = () => search.hits.map(({ message }) => message.seq);
  return { search, asked, seqs };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("the server is asked once the person has stopped typing", async () => {
  const { search, asked, seqs } = begin();
  search.look("te");
  mock.timers.tick(200);
  search.look("tea");
  mock.timers.tick(299);
  assert.equal(asked.length, 0);
  mock.timers.tick(1);
  assert.deepEqual(asked[0].data, { query: "tea", limit: 20 });
  assert.ok(search.busy);

  asked[0].answer({ hits: [hit(3), hit(1)], cursor: null });
  await settle();

  assert.deepEqual(seqs(), [3, 1]);
  assert.ok(!search.busy && !search.more);
});

test("an answer to what is not asked any more is not shown", async () => {
  const { search, asked, seqs } = begin();
  search.look("tea");
  mock.timers.tick(300);
  search.look("coffee");
  mock.timers.tick(300);
  asked[1].answer({ hits: [hit(2)], cursor: null });
  asked[0].answer({ hits: [hit(1)], cursor: null });
  await settle();

  assert.deepEqual(seqs(), [2]);
  search.stop();
  assert.deepEqual(seqs(), []);
});

test("one letter asks for nothing, all links of a chat for themselves", () => {
  const { search, asked } = begin();
  search.look("t");
  mock.timers.tick(300);
  assert.ok(!search.active && asked.length === 0);

  search.look("", { chat_id: "7", kind: "link" });
  mock.timers.tick(0);

  assert.deepEqual(asked[0].data, { query: "", limit: 20, chat_id: "7", kind: "link" });
});

test("further pages are joined to the first", async () => {
  const { search, asked, seqs } = begin();
  search.look("tea");
  mock.timers.tick(300);
  asked[0].answer({ hits: [hit(9)], cursor: "77" });
  await settle();
  assert.ok(search.more);

  search.loadMore();
  search.loadMore(); // It is on its way.
  assert.equal(asked.length, 2);
  assert.equal(asked[1].data.before, "77");
  asked[1].answer({ hits: [hit(4)], cursor: null });
  await settle();

  assert.deepEqual(seqs(), [9, 4]);
});

test("what it found is asked for again when it was changed", async () => {
  const { search, asked, seqs } = begin();
  search.look("tea");
  mock.timers.tick(300);
  asked[0].answer({ hits: [hit(9)], cursor: null });
  await settle();

  search.heard("7", [8]);
  search.heard("8", [9]);
  mock.timers.tick(0);
  assert.equal(asked.length, 1);
  search.heard("7", [9]);
  mock.timers.tick(0);
  asked[1].answer({ hits: [], cursor: null });
  await settle();

  assert.deepEqual(seqs(), []);
});

test("of a chat that is gone nothing stays in sight until the server answers", async () => {
  const { search, asked, seqs } = begin();
  search.look("tea");
  mock.timers.tick(300);
  asked[0].answer({ hits: [hit(9), { ...hit(5), chat_id: "8" }], cursor: null });
  await settle();

  search.heard("7", null);

  assert.deepEqual(seqs(), [5]);
  mock.timers.tick(0);
  assert.equal(asked.length, 2);
});

test("a server that cannot be asked is told of", async () => {
  const { search, asked } = begin();
  search.look("tea");
  mock.timers.tick(300);
  asked[0].answer(null);
  await settle();

  assert.ok(search.failed && !search.busy);
});
