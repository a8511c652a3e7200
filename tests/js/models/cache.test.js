import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Connection } from "../../../static/js/connection.js";
import { applyEvent } from "../../../static/js/events.js";
import { LocalStore } from "../../../static/js/models/local-store.js";
import { Messenger } from "../../../static/js/models/messenger.js";
import { FakeSocket, settled } from "../fake-socket.js";
import { aChat, aMessage, aUser } from "../objects.js";

const NOTHING_MISSED = { state: 5, chats: [], removed: [], hidden: {}, contacts: [] };

let people = 0;
let person = "";
/** @type {Connection[]} */
let connections = [];

beforeEach(() => {
  people += 1;
  person = `cache-test-${people}`;
});
afterEach(() => {
  for (const connection of connections) connection.stop();
  connections = [];
});

/** A page of this person's browser, before the server has said anything. */
async function aPage() {
  const connection = new Connection({ url: "ws://here/ws", Socket: FakeSocket, random: () => 0 });
  connections.push(connection);
  const messenger = new Messenger(connection, { store: new LocalStore(person) });
  connection.addEventListener("message", ({ detail }) => applyEvent(messenger, detail));
  await messenger.restore();
  connection.start();
  const socket = FakeSocket.newest;
  return { messenger, socket, chat: () => messenger.chats.get("10") };
}

async function welcome({ socket }, chats) {
  socket.open();
  socket.hello();
  await settled();
  socket.answer("chats.list", { chats, cursor: null });
  await settled();
  socket.answer("sync", NOTHING_MISSED);
  await settled();
}

/** A page that has seen a chat of ten messages, and is gone. */
async function anEarlierPage(facts = {}) {
  const page = await aPage();
  const known = { version: 10, last_seq: 10, read_seq: 10, last_message: aMessage(10), ...facts };
  await welcome(page, [aChat(known)]);
  page.messenger.openChat("10");
  await asked(page.socket, "messages.history");
  const messages = Array.from({ length: 10 }, (_, at) => aMessage(at + 1));
  page.socket.answer("messages.history", { messages, more_before: false, more_after: false });
  await settled();
  page.messenger.cache.flush();
  await written("facts", "pages");
  return { ...page, known };
}

async function written(table, key) {
  while (!(await new LocalStore(person).get(table, key))) await settled();
}

async function asked(socket, op, times = 1) {
  while (socket.asked(op).length < times) await settled();
}

test("the list and the last messages show before the server has said anything", async () => {
  await anEarlierPage();
  const { messenger, chat } = await aPage();
  messenger.openChat("10");
  while (!messenger.conversation("10").loaded) await settled();

  assert.equal(messenger.me.id, "1");
  assert.equal(chat().last_message.seq, 10);
  assert.equal(messenger.conversation("10").messages.length, 10);
  assert.equal(messenger.chats.complete, false);
});

test("what the server says then is right, older or newer", async () => {
  await anEarlierPage({ unread: 3, read_seq: 7 });
  const page = await aPage();
  page.messenger.openChat("10");
  while (!page.messenger.conversation("10").loaded) await settled();
  const now = aChat({ version: 12, last_seq: 11, read_seq: 11, last_message: aMessage(11) });
  await welcome(page, [now]);
  await asked(page.socket, "messages.history");
  const messages = [aMessage(10, { text: "edited" }), aMessage(11)];
  page.socket.answer("messages.history", { messages, more_before: true, more_after: false });
  await settled();

  assert.equal(page.chat().unread, 0);
  assert.equal(page.chat().last_message.seq, 11);
  assert.deepEqual(
    page.messenger.conversation("10").messages.map(({ text }) => text),
    ["edited", "message 11"],
  );
});

test("a chat that is gone meanwhile leaves the list and the store", async () => {
  await anEarlierPage();
  const page = await aPage();
  await welcome(page, [
    aChat({ id: "11", last_seq: 1, last_message: aMessage(1, { chat_id: "11" }) }),
  ]);
  assert.equal(page.chat(), undefined);
  page.messenger.cache.flush();
  await written("chats", "11");

  assert.equal(await new LocalStore(person).get("chats", "10"), undefined);
  assert.equal(await new LocalStore(person).get("pages", "10"), undefined);
});

test("nobody is here only because they were", async () => {
  await anEarlierPage({ peer: aUser({ online: true }) });
  const { chat } = await aPage();

  assert.equal(chat().peer.online, null);
});

test("a message that was deleted is not kept", async () => {
  await anEarlierPage();
  const page = await aPage();
  await welcome(page, [
    aChat({ version: 10, last_seq: 10, read_seq: 10, last_message: aMessage(10) }),
  ]);
  const message = aMessage(4, { deleted: true, text: "", version: 11 });
  page.socket.say({ event: "message.updated", data: { chat_id: "10", version: 11, message } });
  await settled();

  assert.deepEqual(await page.messenger.cache.page("10"), []);
});

test("after signing out nothing is left, and nothing is written any more", async () => {
  const { messenger } = await anEarlierPage();
  messenger.chats.setDraft("10", "later");
  await messenger.forget({ unsent: true });
  messenger.cache.flush();
  await settled();

  const store = new LocalStore(person);
  for (const table of ["facts", "chats", "pages", "outbox", "drafts"]) {
    assert.deepEqual(await store.all(table), [], table);
  }
});
