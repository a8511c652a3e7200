import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Chats } from "../../../static/js/models/chats.js";
import { Folders, isIn } from "../../../static/js/models/folders.js";
import { ALL, ARCHIVE, ListView } from "../../../static/js/models/list-view.js";
import { aChat, aMessage, aUser } from "../objects.js";

const FAR = "2999-01-01T00:00:00.000Z";

function aFolder(facts = {}) {
  const rules = { contacts: false, non_contacts: false, groups: false };
  const filters = { unread_only: false, without_muted: false };
  return { id: "f1", title: "Work", chat_ids: [], ...rules, ...filters, ...facts };
}

/** A list with these chats, and changes that wait. */
function make(chats = [], { waiting = [], leaving = [] } = {}) {
  const list = new Chats({ leaving: () => new Set(leaving) });
  for (const [at, facts] of chats.entries()) {
    const last = aMessage(50 - at);
    list.set(aChat({ id: String(10 + at), last_seq: last.seq, last_message: last, ...facts }));
  }
  const folders = new Folders(() => waiting);
  return { list, folders, view: new ListView(list, folders) };
}

const ids = (chats) => chats.map(({ id }) => id);

beforeEach(() => mock.timers.reset());

test("an archived chat is in the archive and nowhere else", () => {
  const { view } = make([{}, { archived: true }, {}]);

  assert.deepEqual(ids(view.chats(ALL)), ["10", "12"]);
  assert.deepEqual(ids(view.chats(ARCHIVE)), ["11"]);
});

test("a chat that is about to be deleted is nowhere", () => {
  const { view, list } = make([{ unread: 3 }, { unread: 2 }], { leaving: ["10"] });

  assert.deepEqual(ids(view.chats()), ["11"]);
  assert.equal(list.unreadTotal(), 2);
});

test("pinned chats stand in their own order, whatever is said", () => {
  const { list } = make([
    {},
    { pinned: true, pin_order: 1 },
    { pinned: true, pin_order: 3 },
    { pinned: true, pin_order: 2 },
  ]);
  assert.deepEqual(ids(list.ordered()), ["12", "13", "11", "10"]);

  list.applyPins(["11", "12", "13"]);
  list.applyNew(aMessage(60, { chat_id: "13" }), "1");
  assert.deepEqual(ids(list.pinned()), ["11", "12", "13"]);
});

test("a folder holds those named, and those that its rules let in", () => {
  const friend = aUser({ is_contact: true });
  const named = aChat({ id: "10", archived: true, muted_until: FAR });
  const known = aChat({ id: "11", peer: friend, unread: 1 });
  const read = aChat({ id: "12", peer: friend });
  const stranger = aChat({ id: "13", unread: 1 });
  const saved = aChat({ id: "14", kind: "saved", peer: null });
  const muted = aChat({ id: "15", peer: friend, unread: 1, muted_until: FAR });
  const away = aChat({ id: "16", peer: friend, unread: 1, archived: true });
  const group = aChat({ id: "17", kind: "group", peer: null, unread: 1 });
  const all = [named, known, read, stranger, saved, muted, away, group];
  const found = (facts) => ids(all.filter((chat) => isIn(chat, aFolder(facts))));

  assert.deepEqual(found({ chat_ids: ["10", "14"] }), ["10", "14"]);
  assert.deepEqual(found({ contacts: true }), ["11", "12", "15"]);
  assert.deepEqual(found({ non_contacts: true }), ["13"]);
  assert.deepEqual(found({ groups: true }), ["17"]);
  assert.deepEqual(found({ contacts: true, unread_only: true }), ["11", "15"]);
  assert.deepEqual(found({ contacts: true, without_muted: true }), ["11", "12"]);
  const open = isIn(read, aFolder({ contacts: true, unread_only: true }), "12");
  assert.equal(open, true, "reading a chat takes it from under nobody");
  const strict = { contacts: true, unread_only: true, without_muted: true, chat_ids: ["10"] };
  assert.deepEqual(found(strict), ["10", "11"]);
});

test("a tab counts its unread chats, and is grey where all of them are muted", () => {
  const { view, folders } = make([
    { unread: 5, muted_until: FAR },
    { marked_unread: true },
    {},
    { unread: 1, archived: true },
  ]);
  folders.set([aFolder({ chat_ids: ["10"] })]);

  assert.deepEqual(view.unreadIn(ALL), { count: 2, isLive: true });
  assert.deepEqual(view.unreadIn("f1"), { count: 1, isLive: false });
});

test("the title counts neither muted chats nor the archive, and a mark as one", () => {
  const { list } = make([
    { unread: 5, muted_until: FAR },
    { unread: 4, archived: true },
    { unread: 2 },
    { marked_unread: true },
    { unread: 7, mentions: 1, muted_until: FAR },
  ]);

  assert.equal(list.unreadTotal(), 2 + 1 + 1);
});

test("a mute that ends is told, without anything else happening", () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.parse("2026-11-26T10:00:00Z") });
  const { list } = make([
    { unread: 2, muted_until: "2026-11-26T11:00:00.000Z" },
    { unread: 3, muted_until: "2026-11-26T18:00:00.000Z" },
  ]);
  let told = 0;
  list.watch(() => {
    told += 1;
  });
  assert.equal(list.unreadTotal(), 0);

  mock.timers.tick(3_600_000);
  assert.deepEqual([told, list.unreadTotal()], [1, 2]);
  mock.timers.tick(7 * 3_600_000);
  assert.deepEqual([told, list.unreadTotal()], [2, 5]);
});

test("reading ends the mark, and what is wished stays over what the server says", () => {
  const wishes = { 10: { pinned: true } };
  const list = new Chats({ wished: (id) => wishes[id] ?? {} });
  list.set(aChat({ marked_unread: true, last_seq: 3, read_seq: 3 }));
  assert.equal(list.get("10").pinned, true);

  list.applyOwnRead("10", 3);
  assert.equal(list.get("10").marked_unread, false);
});

test("folders show with what is still on its way to the server", () => {
  const { id: _id, ...content } = aFolder({ title: "New" });
  const waiting = [
    { op: "folders.set", data: { folder_id: "f2", ...content } },
    { op: "folders.keep_chat", data: { folder_id: "f1", chat_id: "10", on: true } },
    { op: "folders.order", data: { folder_ids: ["f2", "f1"] } },
    { op: "chats.pin", data: { chat_id: "10", on: true } },
  ];
  const { folders } = make([], { waiting });
  folders.set([aFolder()]);
  assert.deepEqual(
    folders.all().map(({ title, chat_ids }) => [title, chat_ids]),
    [
      ["New", []],
      ["Work", ["10"]],
    ],
  );

  waiting.push({ op: "folders.delete", data: { folder_id: "f1" } });
  assert.deepEqual(
    folders.all().map(({ title }) => title),
    ["New"],
  );
});

test("a folder that is gone does not stay on the screen", () => {
  const { view, folders } = make();
  folders.set([aFolder()]);
  view.open("f1");
  assert.equal(view.folder?.title, "Work");

  folders.set([]);

  assert.equal(view.place, ALL);
  assert.equal(view.goHome(), false);
});
