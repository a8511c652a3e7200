import assert from "node:assert/strict";
import { test } from "node:test";
import { byDay, feedRows } from "../../../static/js/models/feed.js";
import { ADA, aMessage, aSticker, BOB } from "../objects.js";

function at(time) {
  return new Date(2026, 10, 22, ...time).toISOString();
}

function rows(messages, facts = {}) {
  return feedRows({ messages, outgoing: [], me: ADA, dividerSeq: 0, ...facts });
}

function kinds(list) {
  return list.map((row) => (row.kind === "bubble" ? row.text : row.kind));
}

test("messages of one author up to 121 s apart stand together, the last has the tail", () => {
  const [, one, two, three] = rows([
    aMessage(1, { sent_at: at([12, 0, 0]) }),
    aMessage(2, { sent_at: at([12, 2, 1]) }),
    aMessage(3, { sent_at: at([12, 4, 3]) }),
  ]);

  assert.deepEqual([one.first, one.last], [true, false]);
  assert.deepEqual([two.first, two.last], [false, true]);
  assert.deepEqual([three.first, three.last], [true, true]);
});

test("another author begins a new group", () => {
  const [, one, two] = rows([aMessage(1), aMessage(2, { sender_id: ADA })]);

  assert.equal(one.last, true);
  assert.equal(two.first, true);
  assert.equal(two.mine, true);
});

test("each day begins with its date", () => {
  const list = rows([
    aMessage(1, { sent_at: at([23, 59, 30]) }),
    aMessage(2, { sent_at: at([24, 0, 10]) }),
  ]);

  assert.deepEqual(kinds(list), ["day", "message 1", "day", "message 2"]);
  assert.equal(list[3].first, true);
});

test("the unread line stands before the first later message of another", () => {
  const messages = [aMessage(1), aMessage(2, { sender_id: ADA }), aMessage(3), aMessage(4)];

  assert.deepEqual(kinds(rows(messages, { dividerSeq: 1 })), [
    "day",
    "message 1",
    "message 2",
    "unread",
    "message 3",
    "message 4",
  ]);
  assert(!kinds(rows(messages)).includes("unread"));
});

test("what is written while files go out stands before them, and its place does not change", () => {
  const item = (client_id, facts) => ({
    client_id,
    chat_id: "10",
    text: client_id,
    created_at: at([12, 0]),
    status: "waiting",
    ...facts,
  });
  const file = { id: "1", kind: "photo", name: "a.png", status: "uploading" };
  const shown = { ...file, url: "blob:1", progress: 0.5 };
  const outgoing = [
    item("files", { files: [file] }),
    item("words"),
    item("more files", { files: [file], attachments: [shown] }),
  ];
  const list = rows([aMessage(1, { attachments: [file] })], { outgoing });

  assert.deepEqual(kinds(list), ["day", "message 1", "words", "files", "more files"]);
  assert.deepEqual(
    list.slice(1).map(({ attachments }) => attachments),
    [[file], [], [file], [shown]],
  );
});

test("a deleted message leaves no row", () => {
  assert.deepEqual(kinds(rows([aMessage(1, { deleted: true }), aMessage(2)])), [
    "day",
    "message 2",
  ]);
});

test("a message on its way keeps its key when it arrives, and shows once", () => {
  const outgoing = {
    client_id: "abc",
    chat_id: "10",
    text: "hello",
    created_at: at([12, 0, 0]),
    status: "waiting",
  };
  const before = rows([], { outgoing: [outgoing] });
  const arrived = aMessage(1, { sender_id: ADA, client_id: "abc", text: "hello" });
  const after = rows([arrived], { outgoing: [outgoing] });

  assert.deepEqual(kinds(before), ["day", "hello"]);
  assert.deepEqual(kinds(after), ["day", "hello"]);
  assert.equal(before[1].key, after[1].key);
});

test("every key is there once, also where the clock of the server went back over midnight", () => {
  const list = rows([
    aMessage(1, { sent_at: at([24, 0, 1]) }),
    aMessage(2, { sent_at: at([23, 59, 59]) }),
    aMessage(3, { sent_at: at([24, 0, 3]) }),
  ]);
  const keys = list.map(({ key }) => key);

  assert.equal(new Set(keys).size, keys.length);
});

test("rows stand under their day, whose key stays when older ones come", () => {
  const list = [
    aMessage(1, { sent_at: at([10]) }),
    aMessage(2, { sent_at: at([11]) }),
    aMessage(3, { sent_at: at([25]) }),
  ];
  const all = byDay(rows(list));

  assert.deepEqual(
    all.map((day) => kinds(day.rows)),
    [
      ["day", "message 1", "message 2"],
      ["day", "message 3"],
    ],
  );
  assert.deepEqual(
    byDay(rows(list.slice(1))).map(({ key }) => key),
    all.map(({ key }) => key),
  );
});

test("a day that comes twice has two keys", () => {
  const keys = byDay(
    rows([
      aMessage(1, { sent_at: at([10]) }),
      aMessage(2, { sent_at: at([25]) }),
      aMessage(3, { sent_at: at([11]) }),
    ]),
  ).map(({ key }) => key);

  assert.equal(new Set(keys).size, 3);
});

test("a new text that is on its way shows in its message", () => {
  const edit = { client_id: "x", chat_id: "10", edits: 1, text: "better", status: "waiting" };
  const [, one] = rows([aMessage(1, { sender_id: ADA })], { edits: new Map([[1, edit]]) });

  assert.equal(one.text, "better");
  assert.equal(one.outgoing, edit);
  assert.equal(one.seq, 1);
});

test("what has failed stays where it was written, what waits stands at the end", () => {
  const item = (client_id, created_at, status) => ({
    client_id,
    chat_id: "10",
    text: client_id,
    created_at,
    status,
  });
  const list = rows(
    [aMessage(1, { sent_at: at([12, 0]) }), aMessage(2, { sent_at: at([12, 9]) })],
    {
      outgoing: [item("failed", at([12, 5]), "failed"), item("waits", at([12, 1]), "waiting")],
    },
  );

  assert.deepEqual(kinds(list), ["day", "message 1", "failed", "message 2", "waits"]);
});

test("what happened to a group is a row with its text, of whoever did it", () => {
  const service = { type: "joined", users: [BOB.id] };
  const list = rows([
    aMessage(1, { kind: "service", service, text: "joined the group", sender_id: BOB.id }),
  ]);

  const [day, line] = list;
  assert.equal(day.kind, "day");
  assert.deepEqual([line.text, line.mine, line.seq], ["joined the group", false, 1]);
});

test("a sticker is one before it has arrived, and after", () => {
  const sticker = aSticker("s");
  const waiting = { client_id: "c", chat_id: "10", text: "", sticker, created_at: at([12, 1]) };
  const list = rows([aMessage(1, { text: "", sticker })], {
    outgoing: [{ ...waiting, status: "waiting" }],
  });

  assert.deepEqual(
    list.slice(1).map((row) => row.sticker),
    [sticker, sticker],
  );
});
