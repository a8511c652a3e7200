import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Connection } from "../../static/js/connection.js";
import { applyEvent } from "../../static/js/events.js";
import { pinChat, readMentions } from "../../static/js/list-actions.js";
import { Messenger } from "../../static/js/models/messenger.js";
import { FakeSocket, settled } from "./fake-socket.js";
import { ADA, aChat, aMessage, aUser, BOB } from "./objects.js";

const EVENTS = [
  "hello",
  "message.new",
  "message.updated",
  "message.hidden",
  "chat.new",
  "chat.updated",
  "chat.removed",
  "chat.cleared",
  "pins.updated",
  "folders.updated",
  "member.joined",
  "member.left",
  "read",
  "typing",
  "presence",
  "contact.updated",
  "account.updated",
  "ticket.updated",
  "desk.updated",
  "session.revoked",
  "server.stopping",
];
const NOTHING_MISSED = {
  state: 5,
  chats: [],
  removed: [],
  hidden: {},
  contacts: [],
  folders: null,
};

/** @type {Connection | undefined} */
let standing;

beforeEach(() => {
  FakeSocket.made = [];
});
afterEach(() => standing?.stop());

function wire() {
  const connection = new Connection({ url: "ws://here/ws", Socket: FakeSocket, random: () => 0 });
  const messenger = new Messenger(connection);
  connection.addEventListener("message", ({ detail }) => applyEvent(messenger, detail));
  connection.start();
  standing = connection;
  return { connection, messenger };
}

/** A page that has loaded one chat of ten messages, all of them read. */
async function start({ chat = {} } = {}) {
  const { connection, messenger } = wire();
  const socket = FakeSocket.newest;
  socket.open();
  socket.hello();
  await settled();
  const known = { version: 10, last_seq: 10, read_seq: 10, last_message: aMessage(10), ...chat };
  socket.answer("chats.list", { chats: [aChat(known)], cursor: null });
  await settled();
  socket.answer("sync", NOTHING_MISSED);
  await settled();
  return { connection, messenger, socket, chat: () => messenger.chats.get("10") };
}

async function open({ messenger, socket }) {
  messenger.openChat("10");
  await settled();
  const messages = Array.from({ length: 10 }, (_, at) => aMessage(at + 1));
  socket.answer("messages.history", { messages, more_before: false, more_after: false });
  await settled();
}

async function reconnect(connection) {
  FakeSocket.newest.end();
  await settled();
  connection.wake();
  FakeSocket.newest.open();
  FakeSocket.newest.hello();
  await settled();
  return FakeSocket.newest;
}

test("every event of the protocol has a listener, and another one is noticed", async () => {
  const { messenger } = await start();
  const data = { user: aUser(), chat: aChat(), message: aMessage(1), chat_id: "10", seqs: [] };
  Object.assign(data, { chat_ids: ["10"], folders: [] });

  for (const event of EVENTS) applyEvent(messenger, { event, data });
  assert.throws(() => applyEvent(messenger, { event: "message.sung", data }), /message\.sung/);
});

test("a chat that goes while the list is on its way does not come with it", async () => {
  const { messenger } = wire();
  const socket = FakeSocket.newest;
  socket.open();
  socket.hello();
  await settled();
  socket.say({ event: "chat.removed", data: { chat_id: "10", state: 6 } });
  socket.say({ event: "chat.removed", data: { chat_id: "11", state: 7 } });
  socket.say({ event: "chat.new", data: { chat: aChat({ id: "11", version: 5 }), state: 8 } });
  const chats = ["10", "11", "12"].map((id) => aChat({ id, version: 4 }));
  socket.answer("chats.list", { chats, cursor: null });
  await settled();

  assert.deepEqual(
    messenger.chats.all().map(({ id }) => id),
    ["11", "12"],
  );
  socket.say({ event: "chat.new", data: { chat: aChat({ version: 6 }), state: 9 } });
  assert.ok(messenger.chats.get("10"));
});

test("the list is loaded page by page, then checked against what came meanwhile", async () => {
  const { messenger } = wire();
  const socket = FakeSocket.newest;
  socket.open();
  socket.hello({ state: 5 });
  await settled();
  socket.answer("chats.list", { chats: [aChat({ version: 3 })], cursor: "next" });
  await settled();
  assert.equal(socket.asked("chats.list").at(-1).data.cursor, "next");
  assert.equal(messenger.chats.complete, false);
  socket.answer("chats.list", { chats: [aChat({ id: "11", version: 4 })], cursor: null });
  await settled();

  assert.equal(messenger.chats.complete, true);
  assert.deepEqual(socket.asked("sync")[0].data, { state: 5, chats: { 10: 3, 11: 4 } });
});

test("a new message shows in the list and in the open chat", async () => {
  const page = await start();
  await open(page);
  page.socket.say({
    event: "message.new",
    data: { chat_id: "10", version: 11, message: aMessage(11) },
  });

  assert.equal(page.chat().last_message.seq, 11);
  assert.equal(page.messenger.conversation("10").messages.at(-1).seq, 11);
  assert.equal(page.chat().unread, 1);
});

test("after a reconnect it asks for what it missed, until nothing is left", async () => {
  const page = await start();
  await open(page);
  const socket = await reconnect(page.connection);
  assert.deepEqual(socket.asked("sync")[0].data, { state: 5, chats: { 10: 10 } });

  const chat = aChat({
    version: 13,
    last_seq: 13,
    read_seq: 10,
    unread: 3,
    last_message: aMessage(13),
  });
  const page1 = { chat, messages: [aMessage(11), aMessage(12)], version: 12, more: true };
  socket.answer("sync", { ...NOTHING_MISSED, chats: [page1] });
  await settled();
  assert.deepEqual(socket.asked("sync")[1].data.chats, { 10: 12 });
  const page2 = { chat, messages: [aMessage(13)], version: 13, more: false };
  socket.answer("sync", { ...NOTHING_MISSED, state: 7, chats: [page2] });
  await settled();

  assert.equal(socket.asked("sync").length, 2);
  assert.equal(page.messenger.conversation("10").messages.length, 13);
  assert.equal(page.chat().unread, 3);
  assert.equal(page.messenger.ledger.state, 7);
});

test("a hole in the versions is filled by sync", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const page = await start();
  await open(page);
  page.socket.say({
    event: "message.new",
    data: { chat_id: "10", version: 12, message: aMessage(12) },
  });
  assert.equal(page.socket.asked("sync").length, 1);
  context.mock.timers.tick(300);
  assert.equal(page.socket.asked("sync").length, 2);
  const chat = aChat({ version: 12, last_seq: 12, last_message: aMessage(12) });
  const missed = { chat, messages: [aMessage(11), aMessage(12)], version: 12, more: false };
  page.socket.answer("sync", { ...NOTHING_MISSED, chats: [missed] });
  await settled();

  const seqs = page.messenger.conversation("10").messages.map(({ seq }) => seq);
  assert.deepEqual(seqs.slice(-3), [10, 11, 12]);
});

test("a message sent over a broken line exists once, with the same client_id", async () => {
  const page = await start();
  await open(page);
  page.messenger.outbox.add("10", "hello");
  const { client_id } = page.socket.asked("messages.send")[0].data;

  const socket = await reconnect(page.connection);
  socket.answer("sync", NOTHING_MISSED);
  await settled();
  assert.equal(socket.asked("messages.send")[0].data.client_id, client_id);
  const message = aMessage(11, { sender_id: ADA, client_id, text: "hello" });
  socket.answer("messages.send", { message });
  await settled();

  assert.deepEqual(page.messenger.outbox.of("10"), []);
  assert.equal(page.messenger.conversation("10").messages.at(-1).client_id, client_id);
  assert.equal(page.chat().unread, 0);
  assert.deepEqual(page.messenger.ledger.versions(), { 10: 11 });
});

test("a message that sync brings back leaves the outbox", async () => {
  const page = await start();
  await open(page);
  page.messenger.outbox.add("10", "hello");
  const { client_id } = page.socket.asked("messages.send")[0].data;

  const socket = await reconnect(page.connection);
  const message = aMessage(11, { sender_id: ADA, client_id });
  const chat = aChat({ version: 11, last_seq: 11, last_message: message });
  socket.answer("sync", {
    ...NOTHING_MISSED,
    chats: [{ chat, messages: [message], version: 11, more: false }],
  });
  await settled();

  assert.deepEqual(socket.asked("messages.send"), []);
  assert.deepEqual(page.messenger.outbox.of("10"), []);
});

test("reading lowers the badge at once and takes the count of the server", async () => {
  const page = await start({ chat: { read_seq: 4, unread: 6 } });
  page.messenger.openChat("10");
  await settled();
  assert.equal(page.socket.asked("messages.history")[0].data.around, 5);
  const messages = Array.from({ length: 10 }, (_, at) => aMessage(at + 1));
  page.socket.answer("messages.history", { messages, more_before: false, more_after: false });
  await settled();

  page.messenger.reading.setFocus(true);
  page.messenger.reading.show("10", 8);
  page.messenger.reading.hide();
  assert.deepEqual(page.socket.asked("messages.read")[0].data, { chat_id: "10", seq: 8 });
  assert.equal(page.chat().unread, 2);
  page.socket.answer("messages.read", { read_seq: 8, unread: 1 });
  await settled();
  assert.equal(page.chat().unread, 1);
});

test("a mention that is read counts no more at once, then the server is asked how many are left", async () => {
  const page = await start({ chat: { kind: "group", read_seq: 4, unread: 6, mentions: 3 } });
  page.messenger.openChat("10");
  await settled();
  const messages = Array.from({ length: 10 }, (_, at) =>
    aMessage(at + 1, { mentions: at % 2 ? [ADA] : [] }),
  );
  page.socket.answer("messages.history", { messages, more_before: false, more_after: false });
  await settled();

  page.messenger.reading.setFocus(true);
  page.messenger.reading.show("10", 7);
  page.messenger.reading.hide();
  assert.deepEqual([page.chat().unread, page.chat().mentions], [3, 2]);
  page.socket.answer("messages.read", { read_seq: 7, unread: 3 });
  await settled();
  const told = aChat({ ...page.chat(), mentions: 1 });
  page.socket.answer("chats.get", { chat: told });
  await settled();
  assert.deepEqual([page.chat().unread, page.chat().mentions], [3, 1]);
});

test("all mentions are read at once, and the messages stay unread", async () => {
  const page = await start({ chat: { kind: "group", read_seq: 4, unread: 6, mentions: 3 } });
  readMentions(page.messenger, page.chat());
  await settled();

  assert.deepEqual([page.chat().unread, page.chat().mentions], [6, 0]);
  const [{ data }] = page.socket.asked("chats.read_mentions");
  assert.deepEqual(data, { chat_id: "10", up_to: 10 });
});

test("reading on another device counts here too", async () => {
  const page = await start({ chat: { read_seq: 4, unread: 6 } });
  const read = { chat_id: "10", user_id: ADA, seq: 10, version: 11, state: 6 };
  page.socket.say({ event: "read", data: read });

  assert.equal(page.chat().unread, 0);
  assert.equal(page.messenger.ledger.state, 6);
  assert.deepEqual(page.messenger.ledger.versions(), { 10: 11 });
});

test("a chat that is gone leaves the list and the screen", async () => {
  const page = await start();
  await open(page);
  page.socket.say({ event: "chat.removed", data: { chat_id: "10", state: 6 } });

  assert.equal(page.messenger.chats.size, 0);
  assert.equal(page.messenger.openChatId, null);
});

test("a chat that does not exist is said to be gone", async () => {
  const page = await start();
  const notices = [];
  page.messenger.addEventListener("notice", ({ detail }) => notices.push(detail));
  page.messenger.openChat("99");
  await settled();
  page.socket.refuse("chats.get", { code: "not_found", status: 404 });
  await settled();

  assert.equal(page.messenger.openChatId, null);
  assert.deepEqual(notices, ["This is no longer here."]);
});

test("a person who starts to write shows until the message is there", async () => {
  const page = await start();
  page.socket.say({ event: "typing", data: { chat_id: "10", user_id: BOB, on: true } });
  assert.deepEqual(page.messenger.typing.in("10"), [BOB]);

  page.socket.say({
    event: "message.new",
    data: { chat_id: "10", version: 11, message: aMessage(11) },
  });
  assert.deepEqual(page.messenger.typing.in("10"), []);
});

test("a page of the history is asked for until the server can, and no further where it may not", async () => {
  const page = await start();
  page.messenger.openChat("10");
  await settled();
  page.socket.refuse("messages.history", { code: "rate_limited", status: 429, retry_after: 0.01 });
  await settled();
  assert.equal(page.messenger.conversation("10").loaded, false);
  while (page.socket.asked("messages.history").length < 2) await settled();
  const messages = [aMessage(10)];
  page.socket.answer("messages.history", { messages, more_before: true, more_after: false });
  await settled();
  assert.equal(page.messenger.conversation("10").messages.length, 1);

  page.messenger.conversation("10").loadOlder();
  await settled();
  page.socket.refuse("messages.history", { code: "not_found", status: 404 });
  await settled();
  assert.equal(page.messenger.conversation("10").moreBefore, false);
});

test("what was asked for one person is not asked for another", async () => {
  const { connection, messenger } = await start();
  connection.addEventListener("message", ({ detail: frame }) => {
    if (frame.event === "hello" && frame.data.user.id !== "1") connection.stop();
  });
  FakeSocket.newest.end();
  await settled();
  messenger.ask("chats.pin", { chat_id: "10", on: true });
  connection.wake();
  const socket = FakeSocket.newest;
  socket.open();
  socket.hello({ user: aUser({ id: "2" }) });
  await settled();

  assert.deepEqual(socket.asked("chats.pin"), []);
});

test("going from chat to chat never passes through the list", async () => {
  const { messenger } = await start();
  const seen = [];
  messenger.watch(() => seen.push(messenger.openChatId));
  messenger.openChat("10");
  messenger.openChat("11");

  assert.deepEqual(seen, ["10", "11"]);
});

test("a pin shows before the server has it, and goes where it refuses", async () => {
  const { messenger, socket, chat } = await start();
  pinChat(messenger, chat(), true);
  assert.equal(chat().pinned, true);
  socket.refuse("chats.pin", { code: "forbidden", status: 403 });
  await settled();
  socket.answer("chats.get", { chat: aChat({ version: 10, last_seq: 10 }) });
  await settled();

  assert.equal(chat().pinned, false);
});

test("what waits at the help desk is known from hello on", async () => {
  const { messenger } = wire();
  const desk = { answers: 1, questions: 2, accounts: 0 };
  let changes = 0;
  messenger.watch(() => {
    changes += 1;
  });
  FakeSocket.newest.open();
  FakeSocket.newest.hello({ desk });
  // While the page still takes up what it kept.
  FakeSocket.newest.say({ event: "desk.updated", data: { desk: { ...desk, answers: 0 } } });
  await settled();

  assert.deepEqual(messenger.desk, { answers: 0, questions: 2, accounts: 0 });
  assert(changes > 0);
});

test("what is pinned in the open chat is asked for when it is opened, emptied and reconnected", async () => {
  const page = await start();
  await open(page);
  const { messenger, socket } = page;
  const seqs = () => messenger.pins.of("10").map(({ seq }) => seq);
  const asked = () => FakeSocket.newest.asked("messages.pinned").length;
  socket.answer("messages.pinned", { messages: [aMessage(9, { pinned: true })] });
  await settled();
  assert.deepEqual(seqs(), [9]);

  socket.say({
    event: "message.updated",
    data: { chat_id: "10", version: 11, message: aMessage(9, { version: 11 }) },
  });
  assert.deepEqual(seqs(), []);

  socket.say({ event: "chat.cleared", data: { chat: aChat({ version: 12 }), state: 6 } });
  await settled();
  assert.equal(asked(), 2);
  socket.answer("messages.pinned", { messages: [] });

  await reconnect(page.connection);
  FakeSocket.newest.answer("sync", { ...NOTHING_MISSED, state: 6 });
  await settled();
  assert.equal(asked(), 1);
});
