import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { forwardTo, SAVED, savedChat, targetsOf } from "../../../static/js/models/forwarding.js";
import { requestOf } from "../../../static/js/models/outgoing.js";
import { ADA, aChat, aMessage, aSticker, aUser, BOB } from "../objects.js";

const CHATS = [
  aChat({ id: "10", title: "Bob" }),
  aChat({ id: "11", kind: "saved", peer: null, title: "" }),
  aChat({ id: "12", kind: "group", peer: null, title: "Walkers", rights: ["write"] }),
  aChat({ id: "13", kind: "group", peer: null, title: "News", rights: [] }),
  aChat({ id: "14", role: "read_only", title: "Service notices" }),
  aChat({ id: "15", title: "Gone", peer: aUser({ deleted: true }) }),
  aChat({ id: "16", title: "Eve", peer: aUser({ is_blocked: true }) }),
];

/** A page of Ada's with some chats; what it puts into the outbox, and asks. */
function page(chats = CHATS) {
  const [sent, asked] = [[], []];
  const all = new Map(chats.map((chat) => [chat.id, chat]));
  const messenger = {
    me: { id: ADA, name: "Ada" },
    chats: {
      all: () => [...all.values()],
      ordered: () => [...all.values()],
      get: (id) => all.get(id),
      set: (chat) => all.set(chat.id, chat),
      rise: () => {},
    },
    members: { get: (_chat, id) => ({ id, name: `Member ${id}` }) },
    outbox: { add: (chat_id, text, facts = {}) => sent.push({ chat_id, text, ...facts }) },
    ask: async (op) => {
      asked.push(op);
      return { chat: aChat({ id: "99", kind: "saved", peer: null }) };
    },
  };
  return { messenger, sent, asked };
}

test("the chat with oneself stands first, and no chat in which one does not write", () => {
  const ids = targetsOf(page().messenger).map(({ id }) => id);

  assert.deepEqual(ids, [SAVED, "10", "12"]);
  assert.deepEqual(
    targetsOf(page([]).messenger).map(({ id }) => id),
    [SAVED],
  );
});

test("the chat with oneself is made where there is none, and found where there is", async () => {
  const [has, has_not] = [page(), page([])];

  assert.equal(await savedChat(has.messenger), "11");
  assert.equal(await savedChat(has_not.messenger), "99");
  assert.equal(await savedChat(has_not.messenger), "99");
  assert.deepEqual([has.asked, has_not.asked], [[], ["chats.open_saved"]]);
});

test("a comment goes before the messages, which say whose words they are", () => {
  const { messenger, sent } = page();
  const messages = [aMessage(3), aMessage(4, { sender_id: ADA })];

  forwardTo(messenger, messages, ["12", "11"], { comment: "look" });

  assert.deepEqual(
    sent.map(({ chat_id, text, forwarded_from: from }) => [chat_id, text, from?.name]),
    ["12", "11"].flatMap((chat) => [
      [chat, "look", undefined],
      [chat, "message 3", "Bob"],
      [chat, "message 4", "Ada"],
    ]),
  );
});

test("who wrote it first stays the author, and without an author it has none", () => {
  const { messenger, sent } = page();
  const again = aMessage(3, { forwarded_from: { user_id: "7", name: "Grace" } });
  const inGroup = aMessage(5, { chat_id: "12" });

  forwardTo(messenger, [again, inGroup], ["10"]);
  forwardTo(messenger, [again], ["10"], { hideAuthor: true });

  assert.deepEqual(
    sent.map(({ forwarded_from }) => forwarded_from),
    [{ user_id: "7", name: "Grace" }, { user_id: BOB, name: `Member ${BOB}` }, null],
  );
});

test("what waits is asked of the server in the words of its kind", () => {
  const words = { text: "x", format: "markdown" };
  const item = { client_id: "c", chat_id: "12", ...words, created_at: "", status: "waiting" };
  const forwards = { chat_id: "10", seq: 3, hide_author: true };

  assert.deepEqual(requestOf(item), [
    "messages.send",
    { chat_id: "12", client_id: "c", kind: "text", ...words },
  ]);
  const facts = { text: "", format: undefined, sticker: aSticker("s") };
  assert.deepEqual(requestOf({ ...item, ...facts, reply_to: { seq: 2 } }), [
    "messages.send",
    {
      chat_id: "12",
      client_id: "c",
      kind: "sticker",
      text: "",
      format: undefined,
      reply_to: 2,
      sticker_id: "s",
    },
  ]);
  assert.deepEqual(requestOf({ ...item, edits: 4 }), [
    "messages.edit",
    { chat_id: "12", seq: 4, ...words },
  ]);
  assert.deepEqual(requestOf({ ...item, forwards }), [
    "messages.forward",
    {
      from_chat_id: "10",
      seqs: [3],
      to_chat_ids: ["12"],
      client_ids: ["c"],
      hide_author: true,
    },
  ]);
});
