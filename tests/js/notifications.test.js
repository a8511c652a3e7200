import assert from "node:assert/strict";
import { test } from "node:test";
import { Chats } from "../../static/js/models/chats.js";
import { Notifier } from "../../static/js/notifications.js";
import { Preferences } from "../../static/js/preferences.js";
import { settled } from "./fake-socket.js";
import { ADA, aChat, aMessage } from "./objects.js";

/** The browser's edge: notifications as they are made and closed. */
class Shown {
  static permission = "granted";
  static all = [];
  closed = false;

  constructor(title, options) {
    Object.assign(this, { title, ...options });
    Shown.all.push(this);
  }

  close() {
    this.closed = true;
  }
}

function aPage(context, { chat = {}, leads = true, focused = false, wishes = {} } = {}) {
  Shown.all = [];
  globalThis.Notification = Shown;
  globalThis.document = { querySelector: () => null };
  context.after(() => {
    delete globalThis.Notification;
    delete globalThis.document;
  });
  const messenger = Object.assign(new EventTarget(), { chats: new Chats(), openChatId: null });
  messenger.chats.set(aChat({ unread: 1, ...chat }));
  const preferences = new Preferences(null);
  preferences.set({ notifications: true, sound: false, ...wishes });
  const notifier = new Notifier(messenger, preferences, {
    isLeader: leads,
    isAnyFocused: async () => focused,
  });
  const tell = async (message) => {
    notifier.tell(message);
    await settled();
    return Shown.all.map(({ title, body }) => [title, body]);
  };
  return { messenger, tell };
}

test("a message that nobody looks at is told, with its text", async (context) => {
  const { tell } = aPage(context);
  assert.deepEqual(await tell(aMessage(1, { text: "hello" })), [["Bob", "hello"]]);
});

test("not where it is seen, muted, not wished, or another tab's matter", async (context) => {
  for (const page of [
    { focused: true },
    { chat: { muted_until: "2999-01-01T00:00:00.000Z" } },
    { wishes: { notifications: false } },
    { leads: false },
  ]) {
    assert.deepEqual(await aPage(context, page).tell(aMessage(1)), []);
  }
});

test("without previews it says only that there is one", async (context) => {
  const { tell } = aPage(context, { wishes: { previews: false } });
  assert.deepEqual(await tell(aMessage(1)), [["Bob", "New message"]]);
});

test("what was read elsewhere is taken back", async (context) => {
  const { messenger, tell } = aPage(context);
  await tell(aMessage(1));
  messenger.chats.applyOwnRead("10", 1, { unread: 0 });

  assert.equal(Shown.all[0].closed, true);
});

test("a click opens the very message, whichever came last in the chat", async (context) => {
  const { messenger, tell } = aPage(context);
  const opened = [];
  messenger.openChat = (...place) => opened.push(place);
  globalThis.window = { focus: () => opened.push("focus") };
  context.after(() => delete globalThis.window);
  await tell(aMessage(1));
  await tell(aMessage(2));
  Shown.all[1].onclick();

  assert.deepEqual(opened, ["focus", ["10", 2]]);
  assert.deepEqual(new Set(Shown.all.map(({ tag }) => tag)), new Set(["10"]));
});

test("what its sender wished to be silent is not told, even where it names one", async (context) => {
  const { messenger, tell } = aPage(context);
  messenger.me = { id: ADA };
  assert.deepEqual(await tell(aMessage(1, { silent: true, mentions: [ADA] })), []);
  assert.equal((await tell(aMessage(2, { mentions: [ADA] }))).length, 1);
});
