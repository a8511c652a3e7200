import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionLost, RequestFailed } from "../../../static/js/failures.js";
import { LocalStore } from "../../../static/js/models/local-store.js";
import { Outbox } from "../../../static/js/models/outbox.js";
import { requestOf } from "../../../static/js/models/outgoing.js";
import { settled } from "../fake-socket.js";

/** A server that stores a client_id once, on a line that can break before or after it acts. */
class Server {
  stored = [];
  calls = 0;
  /** @type {(item: object) => "before" | "after" | null} */
  breaks = () => null;

  send = async (item) => {
    this.calls += 1;
    const when = this.breaks(item);
    if (when === "before") throw new ConnectionLost();
    let message = this.stored.find(({ client_id }) => client_id === item.client_id);
    if (!message) {
      message = { client_id: item.client_id, text: item.text, seq: this.stored.length + 1 };
      this.stored.push(message);
    }
    if (when === "after") throw new ConnectionLost();
    return message;
  };
}

let stores = 0;

function aStore() {
  stores += 1;
  return new LocalStore(`outbox-test-${stores}`);
}

function anOutbox(server = new Server(), store = aStore()) {
  const delivered = [];
  const outbox = new Outbox({
    send: server.send,
    delivered: (message) => delivered.push(message.text),
    store,
  });
  return { outbox, server, delivered, store };
}

test("messages of a chat arrive in the order they were written", async () => {
  const { outbox, server, delivered } = anOutbox();
  for (const text of ["a", "b", "c"]) outbox.add("10", text);
  await settled();

  assert.deepEqual(
    server.stored.map(({ text }) => text),
    ["a", "b", "c"],
  );
  assert.deepEqual(delivered, ["a", "b", "c"]);
  assert.deepEqual(outbox.of("10"), []);
});

test("what waits shows at once, before any answer", () => {
  const { outbox } = anOutbox();
  outbox.add("10", "hello");

  const [item] = outbox.of("10");
  assert.equal(item.text, "hello");
  assert.equal(item.status, "waiting");
  assert.match(
    item.client_id,
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

test("each message exists once, in order, however often the line breaks", async () => {
  const { outbox, server, delivered } = anOutbox();
  const texts = Array.from({ length: 60 }, (_, at) => `message ${at}`);
  let turn = 0;
  // Every other sending breaks: by turns before the server acts and after it, unseen by us.
  server.breaks = () => {
    turn += 1;
    return [null, "before", null, "after"][turn % 4];
  };

  for (const text of texts) {
    outbox.add("10", text);
    if (turn % 3 === 0) await settled();
  }
  for (let cut = 0; cut < 200 && outbox.of("10").length > 0; cut += 1) {
    outbox.resume();
    await settled();
  }

  assert.deepEqual(
    server.stored.map(({ text }) => text),
    texts,
  );
  assert.deepEqual(delivered, texts);
  assert(server.calls > texts.length);
});

test("a message that came back by an event is not sent again", async () => {
  const { outbox, server } = anOutbox();
  server.breaks = () => "after";
  outbox.add("10", "hello");
  await settled();
  const [{ client_id }] = outbox.of("10");

  outbox.drop(client_id);
  server.breaks = () => null;
  outbox.resume();
  await settled();

  assert.equal(server.calls, 1);
  assert.equal(server.stored.length, 1);
});

test("a refused message fails alone and can be sent again later", async () => {
  const { outbox, server, delivered } = anOutbox();
  let open = false;
  const { send } = server;
  const refusing = new Outbox({
    send: async (item) => {
      if (item.text === "bad" && !open) throw new RequestFailed({ code: "blocked", status: 403 });
      return send(item);
    },
    delivered: (message) => delivered.push(message.text),
    store: aStore(),
  });
  refusing.add("10", "bad");
  refusing.add("10", "good");
  await settled();

  const [failed] = refusing.of("10");
  assert.equal(failed.status, "failed");
  assert.equal(failed.reason, "blocked");
  assert.deepEqual(delivered, ["good"]);

  open = true;
  refusing.retry(failed.client_id);
  await settled();
  assert.deepEqual(delivered, ["good", "bad"]);
  assert.deepEqual(outbox.of("10"), []);
});

test("a hurried person waits as long as the server says, and keeps the order", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { server, delivered } = anOutbox();
  let refusals = 1;
  const outbox = new Outbox({
    send: async (item) => {
      if (refusals > 0) {
        refusals -= 1;
        throw new RequestFailed({ code: "rate_limited", status: 429, retry_after: 3 });
      }
      return server.send(item);
    },
    delivered: (message) => delivered.push(message.text),
    store: aStore(),
  });
  outbox.add("10", "a");
  outbox.add("10", "b");
  await settled();
  assert.deepEqual(delivered, []);

  context.mock.timers.tick(3000);
  await settled();
  assert.deepEqual(delivered, ["a", "b"]);
});

test("what an earlier page left behind is sent first", async () => {
  const store = aStore();
  const dead = new Outbox({
    send: () => Promise.reject(new ConnectionLost()),
    delivered: () => {},
    store,
  });
  dead.add("10", "left behind");
  await settled();

  const { outbox, delivered } = anOutbox(new Server(), store);
  await outbox.restore();
  outbox.add("10", "new");
  await settled();

  assert.deepEqual(delivered, ["left behind", "new"]);
  assert.deepEqual(await store.all("outbox"), []);
});

test("another tab shows what waits here, and sends it where this one is closed", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const server = new Server();
  const here = new Outbox({
    send: () => Promise.reject(new ConnectionLost()),
    delivered: () => {},
    store: aStore(),
    tell: (news) => there.outbox.hear(news),
  });
  const there = anOutbox(server);
  here.add("10", "hello");
  await settled();
  assert.equal(there.outbox.of("10")[0].text, "hello");
  assert.equal(server.calls, 0);

  context.mock.timers.tick(5000);
  await settled();
  assert.deepEqual(there.delivered, ["hello"]);
});

test("what has arrived leaves the other tabs too", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const there = anOutbox();
  const here = new Outbox({
    send: () => Promise.reject(new ConnectionLost()),
    delivered: () => {},
    store: aStore(),
    tell: (news) => there.outbox.hear(news),
  });
  here.add("10", "hello");
  const [{ client_id }] = there.outbox.of("10");

  here.drop(client_id);
  assert.deepEqual(there.outbox.of("10"), []);
});

test("a new text waits like a message, after what was written before, and survives the page", async () => {
  const { outbox, server, store } = anOutbox();
  server.breaks = () => "before";
  outbox.add("10", "a");
  outbox.edit("10", 7, "first try");
  outbox.edit("10", 7, "b");
  await settled();
  assert.deepEqual(
    outbox.of("10").map(({ text }) => text),
    ["a"],
  );
  assert.equal(outbox.editsOf("10").get(7).text, "b");
  assert.equal(outbox.size, 2);

  const next = new Server();
  const sent = [];
  next.send = async (item) => {
    sent.push([item.text, item.edits]);
    return { client_id: item.client_id, text: item.text, seq: 1 };
  };
  const later = anOutbox(next, store).outbox;
  await later.restore();
  later.resume();
  await settled();

  assert.deepEqual(sent, [
    ["a", undefined],
    ["b", 7],
  ]);
  assert.equal(later.size, 0);
});

test("a silent message stays so on its way, over a reload too", async () => {
  const store = aStore();
  const server = new Server();
  server.breaks = () => "before";
  const { outbox } = anOutbox(server, store);
  outbox.add("10", "hush", { silent: true });
  outbox.add("10", "hey");
  await settled();
  const after = anOutbox(server, store).outbox;
  await after.restore();

  assert.deepEqual(
    after.of("10").map((item) => requestOf(item)[1].silent),
    [true, undefined],
  );
});

test("a message with files names them, and is of the kind of the first", () => {
  const files = [
    { kind: "video", media: "7" },
    { kind: "photo", media: "8" },
  ];
  const item = { client_id: "a", chat_id: "10", text: "look", format: "plain", files };

  assert.deepEqual(requestOf(item), [
    "messages.send",
    {
      chat_id: "10",
      client_id: "a",
      kind: "video",
      text: "look",
      format: "plain",
      media_ids: ["7", "8"],
    },
  ]);
});

test("how files look at this page is neither kept nor told", async () => {
  const store = aStore();
  const told = [];
  const outbox = new Outbox({
    send: () => Promise.reject(new ConnectionLost()),
    delivered: () => {},
    store,
    tell: (news) => told.push(news),
  });
  outbox.add("10", "", { files: [{ kind: "photo" }] });
  const [{ client_id }] = outbox.of("10");
  outbox.show(client_id, [{ url: "blob:1" }]);
  outbox.amend(client_id, { silent: true });
  await settled();

  assert.equal(outbox.of("10")[0].attachments[0].url, "blob:1");
  assert.equal(told.at(-1).put.attachments, undefined);
  assert.equal((await store.all("outbox"))[0].attachments, undefined);
  // Another tab that has its own look at them keeps it.
  outbox.hear({ put: { ...told.at(-1).put, text: "new" } });
  assert.equal(outbox.of("10")[0].attachments[0].url, "blob:1");
  outbox.drop(client_id);
  outbox.amend(client_id, { silent: true });
  outbox.show(client_id, []);
  assert.equal(outbox.size, 0);
});
