import assert from "node:assert/strict";
import { test } from "node:test";
import { load, plain } from "./page.js";

const RUSSIAN = {
  single: "Удалить это сообщение?",
  question: { one: "Удалить {n} сообщение?", few: "Удалить {n} сообщения?", many: "{n} сообщений" },
  everyone: "Также удалить для {name}",
};

function dialogs(lang = "ru") {
  const dash = load("dialogs.js", { document: { documentElement: { lang } } });
  const cause = (/** @type {string} */ prop_id) => {
    dash.callback_context.triggered = [{ prop_id }];
  };
  return { ...dash.dialogs, cause };
}

test("a dialog opens for what was asked of it", () => {
  const { turn, cause } = dialogs();
  const detail = { dialog: "block", user_id: "7", title: "Bob" };
  cause("shell-dialog-events.event");

  assert.deepEqual(plain(turn({ detail, timeStamp: 5 }, null, null, "block")), [
    true,
    { ...detail, at: 5 },
    true,
  ]);
});

test("a dialog leaves the others alone", () => {
  const { turn, cause } = dialogs();
  cause("shell-dialog-events.event");

  assert.deepEqual(plain(turn({ detail: { dialog: "block" }, timeStamp: 5 }, null, "unblock")), [
    "as it was",
    "as it was",
    "as it was",
  ]);
});

test("success and the cancel button close it, and it gives the focus back", () => {
  const { turn, cause } = dialogs();
  const event = { detail: { dialog: "block" }, timeStamp: 5 };

  for (const prop of ["block-done.data", "block-cancel.n_clicks"]) {
    cause(prop);
    assert.deepEqual(plain(turn(event, {}, 1, "block")), [false, "as it was", true]);
  }
});

test("what leads to a chat leaves the focus there, and the next time gives it back", () => {
  const { turn, cause } = dialogs();
  const event = { detail: { dialog: "new-group" }, timeStamp: 5 };
  const done = { chat_id: "7" };

  cause("new-group-done.data");
  assert.deepEqual(plain(turn(event, done, 1, "new-group")), [false, "as it was", false]);
  cause("new-group-cancel.n_clicks");
  assert.deepEqual(plain(turn(event, done, 1, "new-group")), [false, "as it was", true]);
});

test("one message is asked about as one, and 21 are not", () => {
  const { ask } = dialogs();
  const asked = [1, 2, 5, 21].map((n) => ask({ seqs: Array(n).fill(1) }, RUSSIAN));

  assert.deepEqual(asked, [
    "Удалить это сообщение?",
    "Удалить 2 сообщения?",
    "5 сообщений",
    "Удалить 21 сообщение?",
  ]);
});

test("a name is text, whatever stands in it", () => {
  const { ask } = dialogs();

  assert.equal(ask({ title: "$& <b>" }, { question: "Block {name}?" }), "Block $& <b>?");
});

test("deleting for the other is offered for own messages in a chat with another", () => {
  const { offer } = dialogs();
  const offered = [
    { title: "Боб", mine: true },
    { title: "Боб", mine: false },
    { title: "Избранное", saved: true },
    { title: "Служебные уведомления", notices: true },
  ].map((subject) => plain(offer(subject, RUSSIAN)));

  assert.deepEqual(offered[0], ["Также удалить для Боб", null, false]);
  assert.deepEqual(
    offered.map(([, display]) => display),
    [null, "none", "none", "none"],
  );
});

test("deleting the notices is asked in words of its own", () => {
  const { ask } = dialogs();
  const texts = { question: "Delete the chat with {name}?", notices: "Delete the notices?" };

  assert.equal(ask({ title: "Service notices", notices: true }, texts), texts.notices);
});

test("a chat is deleted and cleared by the page, for oneself or for both", () => {
  const done = [];
  const messengerApp = {
    deleteChat: (...wish) => done.push(["delete", ...wish]),
    clearHistory: (...wish) => done.push(["clear", ...wish]),
  };
  const window = { messengerApp, dash_clientside: { dialogs: {} } };
  load("dialogs.js", { window });
  const { deleteChat, clearHistory } = window.dash_clientside.dialogs;
  deleteChat(1, { chat_id: "10" }, true);
  clearHistory(1, { chat_id: "11" }, undefined);

  assert.deepEqual(done, [
    ["delete", "10", true],
    ["clear", "11", false],
  ]);
});

test("what is done to a group for oneself alone is not offered for all", () => {
  const { ask, offer } = dialogs();
  const texts = {
    question: "Clear with {name}?",
    in_group: "Clear {name}?",
    everyone: "And for {name}",
  };
  const group = { title: "Walkers", group: true };

  assert.equal(ask(group, texts), "Clear Walkers?");
  assert.deepEqual(plain(offer(group, texts)), ["", "none", false]);
});

test("in a group it is for everybody, and its owner is asked in words of their own", () => {
  const { ask, offer } = dialogs();
  const texts = { question: "Leave {name}?", owns: "Leave {name}, which is yours?" };

  assert.equal(ask({ title: "Walkers", owns: false }, texts), "Leave Walkers?");
  assert.equal(ask({ title: "Walkers", owns: true }, texts), "Leave Walkers, which is yours?");
  assert.deepEqual(plain(offer({ title: "Walkers", group: true }, { ...RUSSIAN, group: "Всем" })), [
    "Всем",
    null,
    false,
  ]);
});

test("what is lost by signing out is called by its name, and counted", () => {
  const { ask } = dialogs("en");
  const texts = {
    question: { one: "{n} message", other: "{n} messages" },
    changes: { one: "{n} change", other: "{n} changes" },
    both: "Messages and changes",
  };

  assert.equal(ask({ dialog: "sign-out", count: 2 }, texts), "2 messages");
  assert.equal(ask({ dialog: "sign-out", count: 1, changes: true }, texts), "1 change");
  const all = { dialog: "sign-out", count: 3, changes: true, both: true };
  assert.equal(ask(all, texts), "Messages and changes");
});
