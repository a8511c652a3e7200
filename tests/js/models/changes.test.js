import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { ConnectionLost, RequestFailed } from "../../../static/js/failures.js";
import { Changes } from "../../../static/js/models/changes.js";

/** A store that remembers what was written, as the browser's does. */
function aStore(rows = []) {
  const kept = new Map(rows.map((row) => [row.id, row]));
  return {
    kept,
    all: async () => [...kept.values()],
    write: (_table, put, gone = []) => {
      for (const row of put) kept.set(row.id, structuredClone(row));
      for (const id of gone) kept.delete(id);
    },
  };
}

const pin = (on, chat = "10") => ({
  key: `pin:${chat}`,
  op: "chats.pin",
  data: { chat_id: chat, on },
  facts: { [chat]: { pinned: on } },
});
const removal = { key: "delete:10", op: "chats.delete", data: { chat_id: "10" }, hides: "10" };

/** Changes whose server is away until a test says otherwise. */
function make({ store = aStore() } = {}) {
  const sent = [];
  const ended = [];
  const told = [];
  const server = { answer: async () => Promise.reject(new ConnectionLost()) };
  const changes = new Changes({
    send: (change) => {
      sent.push(change);
      return server.answer(change);
    },
    settled: (change, failure) => ended.push([change.op, failure?.code ?? null]),
    store,
    tell: (news) => told.push(news),
  });
  const come = async () => {
    server.answer = async () => ({});
    sent.length = 0;
    await changes.resume();
  };
  return { changes, server, sent, ended, told, store, come };
}

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
});

test("what was wished without a connection is sent in order by the next page", async () => {
  const store = aStore();
  const before = make({ store });
  before.changes.add(pin(true));
  before.changes.add({ key: "mute:10", op: "chats.mute", data: {} });
  before.changes.add(pin(true, "11"));
  await settle();

  const after = make({ store });
  await after.changes.restore();
  assert.deepEqual(after.changes.factsOf("10"), { pinned: true });
  await after.come();

  const ops = after.sent.map(({ op, data }) => [op, data.chat_id]);
  assert.deepEqual(ops, [
    ["chats.pin", "10"],
    ["chats.mute", undefined],
    ["chats.pin", "11"],
  ]);
  assert.equal(store.kept.size, 0);
  assert.deepEqual(after.changes.all(), []);
});

test("a later wish of the same kind takes the place of one that waits", async () => {
  const { changes, sent, come } = make();
  changes.add(pin(true));
  await settle();
  changes.add(pin(false));
  await settle();
  await come();

  assert.deepEqual(
    sent.map(({ data }) => data.on),
    [false],
  );
});

test("a wish that is under way is not taken for one that waits", async () => {
  const { changes, server, sent } = make();
  let answer = () => {};
  server.answer = () => new Promise((resolve) => (answer = resolve));
  changes.add(pin(true));
  changes.add(pin(false));
  answer({});
  await settle();

  assert.deepEqual(
    sent.map(({ data }) => data.on),
    [true, false],
  );
});

test("what the server refuses is told and not sent again", async () => {
  const { changes, server, ended, store } = make();
  server.answer = () => Promise.reject(new RequestFailed({ code: "too_many", status: 400 }));
  changes.add(pin(true));
  await settle();

  assert.deepEqual(ended, [["chats.pin", "too_many"]]);
  assert.deepEqual([changes.all(), store.kept.size], [[], 0]);
});

test("a server that is busy is asked again", async () => {
  const { changes, server, sent } = make();
  server.answer = () => Promise.reject(new RequestFailed({ status: 429, retry_after: 3 }));
  changes.add(pin(true));
  await settle();
  server.answer = async () => ({});
  mock.timers.tick(3_000);
  await settle();

  assert.equal(sent.length, 2);
  assert.deepEqual(changes.all(), []);
});

test("what can be taken back waits, and holds nothing else up", async () => {
  const { changes, server, sent } = make();
  server.answer = async () => ({});
  changes.add(removal, 5_000);
  changes.add(pin(true, "11"));
  await settle();
  assert.deepEqual(
    sent.map(({ op }) => op),
    ["chats.pin"],
  );
  assert.equal(changes.leaving().has("10"), true);

  mock.timers.tick(5_000);
  await settle();
  assert.deepEqual(
    sent.map(({ op }) => op),
    ["chats.pin", "chats.delete"],
  );
  assert.equal(changes.leaving().has("10"), false);
});

test("what was taken back in time never happens", async () => {
  const { changes, sent, store, come } = make();
  changes.add(removal, 5_000);
  mock.timers.tick(4_000);
  changes.cancel(removal.key);
  mock.timers.tick(60_000);
  await come();

  assert.deepEqual([sent, store.kept.size], [[], 0]);
});

test("a page that closes meanwhile leaves it to the next one", async () => {
  const store = aStore();
  make({ store }).changes.add(removal, 5_000);

  const { changes, come, sent } = make({ store });
  await changes.restore();
  assert.equal(changes.leaving().has("10"), true);
  mock.timers.tick(6_000);
  await come();

  assert.deepEqual(
    sent.map(({ op }) => op),
    ["chats.delete"],
  );
});

test("who can't be asked any more is hurried", async () => {
  const { changes, server, sent } = make();
  server.answer = async () => ({});
  changes.add(removal, 5_000);
  changes.hurry(removal.key);
  await settle();

  assert.equal(sent.length, 1);
});

test("another tab shows what this one wishes, and sends it where this one is closed", async () => {
  const here = make();
  const there = make();
  here.changes.add(pin(true));
  there.changes.hear(here.told[0]);
  assert.deepEqual(there.changes.factsOf("10"), { pinned: true });
  there.server.answer = async () => ({});
  mock.timers.tick(5_000);
  await settle();
  assert.equal(there.sent.length, 1);

  here.changes.hear(there.told.at(-1));
  assert.deepEqual(here.changes.all(), []);
});

test("who leaves waits for what can still go, and learns what can't", async () => {
  const { changes, server, sent } = make();
  changes.add(pin(true));
  changes.add(removal, 5_000);
  await settle();
  assert.equal(await changes.drain(2_000), 2);

  server.answer = async () => ({});
  sent.length = 0;
  assert.equal(await changes.drain(2_000), 0);
  assert.deepEqual(
    sent.map(({ op }) => op),
    ["chats.pin", "chats.delete"],
  );
});

test("who leaves waits no longer than they want for an answer that does not come", async () => {
  const { changes, server } = make();
  server.answer = () => new Promise(() => {});
  changes.add(pin(true));

  const left = changes.drain(2_000);
  mock.timers.tick(2_000);

  assert.equal(await left, 1);
});
