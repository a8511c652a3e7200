import assert from "node:assert/strict";
import { test } from "node:test";
import { Chats } from "../../../static/js/models/chats.js";
import { ADA, aChat, aMessage, BOB } from "../objects.js";

function ids(chats) {
  return chats.ordered().map(({ id }) => id);
}

test("pinned chats stand first, then the one with the newest message", () => {
  const chats = new Chats();
  chats.set(aChat({ id: "a", last_message: aMessage(1) }));
  chats.set(aChat({ id: "b", last_message: aMessage(3) }));
  chats.set(aChat({ id: "c", last_message: aMessage(2), pinned: true }));

  assert.deepEqual(ids(chats), ["c", "b", "a"]);
});

test("a chat that was just made stands on top although it is empty", () => {
  const chats = new Chats();
  chats.set(aChat({ id: "a", last_message: aMessage(1) }));
  chats.setComplete();
  chats.set(aChat({ id: "new" }));

  assert.deepEqual(ids(chats), ["new", "a"]);
});

test("an empty chat stands where the server lists it", () => {
  const chats = new Chats();
  const listed = [
    aChat({ id: "8", last_message: aMessage(4), pinned: true }),
    aChat({ id: "7", last_message: aMessage(3) }),
    aChat({ id: "5" }),
    aChat({ id: "4" }),
    aChat({ id: "6", last_message: aMessage(1) }),
  ];
  for (const [at, chat] of listed.entries()) chats.setBelow(chat, listed[at - 1]);
  assert.deepEqual(ids(chats), ["8", "7", "5", "4", "6"]);

  chats.set(aChat({ id: "6", last_message: aMessage(5) }));
  assert.deepEqual(ids(chats), ["8", "6", "7", "5", "4"]);
});

test("an empty chat that the server lists first stays first", () => {
  const chats = new Chats();
  const pinned = aChat({ id: "9", last_message: aMessage(1), pinned: true });
  chats.setBelow(pinned);
  chats.setBelow(aChat({ id: "1" }), pinned);
  chats.setBelow(aChat({ id: "2", last_message: aMessage(2) }), aChat({ id: "1" }));

  assert.deepEqual(ids(chats), ["9", "1", "2"]);
});

test("a chat rises as soon as one writes there, and stands by the server's time after", () => {
  const chats = new Chats();
  chats.set(aChat({ id: "a", last_message: aMessage(2) }));
  chats.set(aChat({ id: "b", last_message: aMessage(1), last_seq: 1 }));
  chats.rise("b");
  assert.deepEqual(ids(chats), ["b", "a"]);

  const early = { chat_id: "b", sender_id: ADA, sent_at: "2026-11-22T12:01:30.000Z" };
  chats.applyNew(aMessage(2, early), ADA);
  assert.deepEqual(ids(chats), ["a", "b"]);
});

test("a message of another counts as unread once, one's own never", () => {
  const chats = new Chats();
  chats.set(aChat());
  chats.applyNew(aMessage(1), ADA);
  chats.applyNew(aMessage(1), ADA);
  chats.applyNew(aMessage(2, { sender_id: ADA }), ADA);

  assert.equal(chats.get("10").unread, 1);
  assert.equal(chats.get("10").last_seq, 2);
  assert.equal(chats.unreadTotal(), 1);
});

test("a muted chat does not count for the title of the page", () => {
  const chats = new Chats();
  chats.set(aChat({ unread: 3, muted_until: "2999-01-01T00:00:00.000Z" }));
  chats.set(aChat({ id: "11", unread: 2, muted_until: "2020-01-01T00:00:00.000Z" }));

  assert.equal(chats.unreadTotal(), 2);
});

test("a message of an unknown chat asks for the chat", () => {
  assert.equal(new Chats().applyNew(aMessage(1), ADA), true);
});

test("deleting the last message asks for the chat again, editing it does not", () => {
  const chats = new Chats();
  chats.set(aChat({ last_message: aMessage(4), last_seq: 4, read_seq: 4 }));

  assert.equal(chats.applyUpdated(aMessage(4, { text: "new", version: 5 }), 5), false);
  assert.equal(chats.get("10").last_message.text, "new");
  assert.equal(chats.applyUpdated(aMessage(4, { deleted: true, version: 6 }), 6), true);
  assert.equal(chats.applyUpdated(aMessage(2, { deleted: true, version: 7 }), 7), false);
});

test("reading to the end empties the badge, reading on asks for the count", () => {
  const chats = new Chats();
  chats.set(aChat({ last_seq: 9, read_seq: 2, unread: 7 }));

  assert.equal(chats.applyOwnRead("10", 5), true);
  assert.equal(chats.applyOwnRead("10", 9), false);
  assert.equal(chats.get("10").unread, 0);
  chats.applyOwnRead("10", 3);
  assert.equal(chats.get("10").read_seq, 9);
});

test("mentions are left as far as they are told, none where nothing is unread", () => {
  const chats = new Chats();
  chats.set(aChat({ last_seq: 9, read_seq: 2, unread: 7, mentions: 3 }));

  chats.applyOwnRead("10", 4, { unread: 5, mentions: 2 });
  assert.equal(chats.get("10").mentions, 2);
  chats.set(aChat({ last_seq: 9, read_seq: 2, unread: 7, mentions: 3 }));
  assert.equal(chats.get("10").mentions, 2);
  chats.applyOwnRead("10", 9);
  assert.equal(chats.get("10").mentions, 0);
});

test("an edit of an unread message that names others asks for the count", () => {
  const chats = new Chats();
  chats.set(aChat({ last_seq: 9, read_seq: 2, unread: 7, mentions: 0 }));

  assert.equal(chats.applyUpdated(aMessage(5, { version: 10 }), 10), false);
  assert.equal(chats.applyUpdated(aMessage(5, { version: 11, mentions: ["1"] }), 11), true);
  assert.equal(chats.applyUpdated(aMessage(2, { version: 12, mentions_all: true }), 12), false);
});

test("the other's read position never moves back", () => {
  const chats = new Chats();
  chats.set(aChat());
  chats.applyPeerRead("10", 7);
  chats.applyPeerRead("10", 3);

  assert.equal(chats.get("10").peer_read_seq, 7);
});

test("a snapshot that an event has overtaken does not undo the event", () => {
  const chats = new Chats();
  chats.set(aChat({ version: 1, last_seq: 1, last_message: aMessage(1) }));
  chats.applyNew(aMessage(2), ADA);
  chats.set(aChat({ version: 1, last_seq: 1, last_message: aMessage(1), pinned: true }));

  const chat = chats.get("10");
  assert.equal(chat.last_seq, 2);
  assert.equal(chat.last_message.seq, 2);
  assert.equal(chat.unread, 1);
  assert.equal(chat.pinned, true);
});

test("a snapshot that fills a gap counts what was missed and what has come since", () => {
  const chats = new Chats();
  chats.set(aChat({ version: 1, last_seq: 1, last_message: aMessage(1), read_seq: 1 }));
  chats.applyNew(aMessage(7), ADA);
  chats.set(aChat({ version: 6, last_seq: 6, last_message: aMessage(6), read_seq: 1, unread: 5 }));

  assert.equal(chats.get("10").unread, 6);
  chats.set(aChat({ version: 7, last_seq: 7, last_message: aMessage(7), read_seq: 1, unread: 6 }));
  assert.equal(chats.get("10").unread, 6);
});

test("a person's presence and name reach their chat", () => {
  const chats = new Chats();
  chats.set(aChat());
  chats.applyUser(BOB, { online: true });
  chats.applyUser(BOB, { name: "Robert" });

  assert.equal(chats.get("10").peer.online, true);
  assert.equal(chats.get("10").title, "Robert");
});
