import assert from "node:assert/strict";
import { test } from "node:test";
import { Conversation } from "../../../static/js/models/conversation.js";
import { settled } from "../fake-socket.js";
import { aMessage } from "../objects.js";

/** A chat of so many messages, whose pages can be held back. */
function aChatOf(count) {
  const server = { count, asked: [], held: null };
  const range = (from, to) =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => aMessage(from + at));
  const first = ({ before, after, around, at, limit }) => {
    if (before) return before - limit;
    if (after !== undefined) return after + 1;
    const middle = at ? range(1, server.count).find(({ sent_at }) => sent_at >= at)?.seq : around;
    return middle ? middle - limit / 2 : server.count - limit + 1;
  };
  const history = async (query) => {
    server.asked.push(query);
    const { count: end } = server;
    const from = first(query);
    const to = Math.min(end, query.before ? query.before - 1 : from + query.limit - 1);
    const messages = range(Math.max(1, from), to);
    const page = { messages, more_before: from > 1, more_after: to < end };
    if (server.held) await server.held;
    return page;
  };
  return { server, conversation: new Conversation("10", history) };
}

function span({ messages }) {
  return [messages[0]?.seq, messages.at(-1)?.seq];
}

test("a chat that is read opens at its end", async () => {
  const { conversation } = aChatOf(400);
  await conversation.open({ read_seq: 400, unread: 0 });

  assert.deepEqual(span(conversation), [351, 400]);
  assert.equal(conversation.following, true);
  assert.equal(conversation.moreBefore, true);
  assert.equal(conversation.moreAfter, false);
  assert.equal(conversation.dividerSeq, 0);
});

test("a chat with unread messages opens around the first of them", async () => {
  const { conversation } = aChatOf(400);
  await conversation.open({ read_seq: 200, unread: 200 });

  assert.deepEqual(span(conversation), [176, 225]);
  assert.equal(conversation.dividerSeq, 200);
  assert.equal(conversation.following, false);
  assert.equal(conversation.moreAfter, true);
});

/** Scroll one way for so many pages of 50, each let in by seven parts. */
async function pages(count, conversation, way) {
  for (let part = 0; part < 7 * count; part += 1) await conversation[way]();
}

test("pages join both ways, and no more than 150 messages are kept", async () => {
  const { server, conversation } = aChatOf(400);
  await conversation.open({ read_seq: 200, unread: 200 });
  await pages(3, conversation, "loadOlder");
  assert.deepEqual(span(conversation), [26, 175]);
  assert.equal(conversation.moreAfter, true);
  assert.equal(server.asked.length, 4);

  await pages(5, conversation, "loadNewer");
  assert.deepEqual(span(conversation), [251, 400]);
  assert.equal(conversation.moreBefore, true);
  assert.equal(conversation.moreAfter, false);
  assert.equal(server.asked.length, 9);
});

test("a page is let in by parts, the nearest first, and asked for once", async () => {
  const { server, conversation } = aChatOf(56);
  await conversation.open({ read_seq: 25, unread: 31 });
  assert.deepEqual(span(conversation), [1, 50]);
  await conversation.jumpToTime(aMessage(20).sent_at);
  await conversation.jumpToEnd();
  assert.deepEqual(span(conversation), [7, 56]);
  await conversation.loadOlder();
  assert.deepEqual(span(conversation), [1, 56]);
  assert.equal(conversation.moreBefore, false);

  const longer = aChatOf(100);
  await longer.conversation.open({ read_seq: 100, unread: 0 });
  await longer.conversation.loadOlder();
  assert.deepEqual(span(longer.conversation), [43, 100]);
  await longer.conversation.loadOlder();
  assert.deepEqual(span(longer.conversation), [35, 100]);
  assert.equal(longer.conversation.moreBefore, true);
  assert.equal(longer.server.asked.length, 2);
  assert.equal(server.asked.length, 4);
});

const CHANGES = {
  "a new message": (conversation) => conversation.add(aMessage(401)),
  "a changed message": (conversation) => conversation.update(aMessage(320, { text: "other" })),
  "messages hidden": (conversation) => conversation.hide([320]),
};

for (const [what, change] of Object.entries(CHANGES)) {
  test(`${what}: what is left of a page is asked for again`, async () => {
    const { server, conversation } = aChatOf(400);
    await conversation.open({ read_seq: 400, unread: 0 });
    await conversation.loadOlder();
    change(conversation);
    await conversation.loadOlder();

    assert.deepEqual(server.asked.at(-1), { chat_id: "10", limit: 50, before: 343 });
    assert.equal(server.asked.length, 3);
    assert.equal(conversation.messages[0].seq, 335);
  });
}

test("what came while a page was on its way: the rest of it is asked for again", async () => {
  const { server, conversation } = aChatOf(400);
  await conversation.open({ read_seq: 400, unread: 0 });
  const older = conversation.loadOlder();
  conversation.update(aMessage(320, { text: "other", version: 401 }));
  await older;
  await conversation.loadOlder();

  assert.equal(server.asked.length, 3);
});

test("what is left of a page joins only where it belongs", async () => {
  const { server, conversation } = aChatOf(400);
  await conversation.open({ read_seq: 200, unread: 200 });
  await conversation.loadOlder();
  assert.deepEqual(span(conversation), [168, 225]);
  await pages(2, conversation, "loadNewer");
  assert.deepEqual(span(conversation), [176, 325]);
  await conversation.loadOlder();

  assert.deepEqual(server.asked.at(-1), { chat_id: "10", limit: 50, before: 176 });
  assert.deepEqual(span(conversation), [168, 317]);
});

test("messages with files take the room of two", async () => {
  const messages = Array.from({ length: 80 }, (_, at) =>
    aMessage(at + 1, { attachments: [{ id: "7" }] }),
  );
  const page = { messages, more_before: false, more_after: false };
  const conversation = new Conversation("10", async () => page);
  await conversation.open({ read_seq: 80, unread: 0 });
  conversation.add(aMessage(81));

  assert.deepEqual(span(conversation), [7, 81]);
  assert.equal(conversation.moreBefore, true);
});

test("a new message joins the end, and a window elsewhere leaves it out", async () => {
  const { conversation } = aChatOf(400);
  await conversation.open({ read_seq: 400, unread: 0 });
  conversation.add(aMessage(401));
  assert.deepEqual(span(conversation), [351, 401]);

  const elsewhere = aChatOf(400).conversation;
  await elsewhere.open({ read_seq: 200, unread: 200 });
  elsewhere.add(aMessage(401));
  assert.deepEqual(span(elsewhere), [176, 225]);
});

test("a message that comes while the page is on its way is not lost", async () => {
  const { conversation, server } = aChatOf(3);
  let release;
  server.held = new Promise((resolve) => {
    release = resolve;
  });
  const opening = conversation.open({ read_seq: 3, unread: 0 });
  await settled();
  conversation.add(aMessage(4));
  release();
  await opening;

  assert.deepEqual(span(conversation), [1, 4]);
});

test("a flood keeps the newest where the person follows, and the place where not", async () => {
  const following = aChatOf(1).conversation;
  await following.open({ read_seq: 1, unread: 0 });
  for (let seq = 2; seq <= 1000; seq += 1) following.add(aMessage(seq));
  assert.deepEqual(span(following), [851, 1000]);
  assert.equal(following.moreBefore, true);

  const reader = aChatOf(1).conversation;
  await reader.open({ read_seq: 1, unread: 0 });
  reader.following = false;
  for (let seq = 2; seq <= 1000; seq += 1) reader.add(aMessage(seq));
  assert.deepEqual(span(reader), [1, 150]);
  assert.equal(reader.moreAfter, true);
});

test("a page that comes after the window has moved is left out", async () => {
  const { conversation, server } = aChatOf(400);
  await conversation.open({ read_seq: 200, unread: 200 });
  let release;
  server.held = new Promise((resolve) => {
    release = resolve;
  });
  const older = conversation.loadOlder();
  const jump = conversation.jumpToEnd();
  release();
  await Promise.all([older, jump]);

  assert.deepEqual(span(conversation), [351, 400]);
});

test("only a newer version replaces a message", async () => {
  const { conversation } = aChatOf(3);
  await conversation.open({ read_seq: 3, unread: 0 });
  conversation.update(aMessage(2, { text: "edited twice", version: 9 }));
  conversation.update(aMessage(2, { text: "edited once", version: 8 }));

  assert.equal(conversation.messages[1].text, "edited twice");
});

test("messages of a gap find their places, in any order and once", async () => {
  const { conversation } = aChatOf(3);
  await conversation.open({ read_seq: 3, unread: 0 });
  for (const seq of [6, 4, 5, 4, 6]) conversation.add(aMessage(seq));

  assert.deepEqual(
    conversation.messages.map(({ seq }) => seq),
    [1, 2, 3, 4, 5, 6],
  );
});

test("what a person deleted for itself goes, and an echo of it does not come back", async () => {
  const { conversation } = aChatOf(3);
  await conversation.open({ read_seq: 3, unread: 0 });
  conversation.hide([2]);
  conversation.update(aMessage(2, { version: 9 }));

  assert.deepEqual(span(conversation), [1, 3]);
  assert.equal(conversation.messages.length, 2);
});

const READ = { read_seq: 400, unread: 0, last_seq: 400 };

test("a chat that was left opens where it was left, unless something came since", async () => {
  const left = { seq: 90, top: 12, lastSeq: 400 };
  const back = aChatOf(400).conversation;
  await back.open(READ, left);
  assert.deepEqual(span(back), [65, 114]);
  assert.deepEqual(back.landing, { at: "message", seq: 90, top: 12 });
  assert.equal(back.following, false);

  const news = aChatOf(401).conversation;
  await news.open({ read_seq: 400, unread: 1, last_seq: 401 }, left);
  assert.deepEqual(news.landing, { at: "unread" });

  const readElsewhere = aChatOf(401).conversation;
  await readElsewhere.open({ read_seq: 401, unread: 0, last_seq: 401 }, left);
  assert.equal(readElsewhere.landing.seq, 90);
});

test("a jump to a message loads its page once and points it out", async () => {
  const { conversation, server } = aChatOf(400);
  await conversation.open(READ);
  await conversation.jumpTo(100);
  await conversation.jumpTo(110);

  assert.deepEqual(span(conversation), [75, 124]);
  assert.deepEqual(conversation.landing, { at: "message", seq: 110, flash: true });
  assert.equal(server.asked.length, 2);
});

test("a jump to a time shows the first message from then on, or the end", async () => {
  const { conversation } = aChatOf(400);
  await conversation.open(READ);
  await conversation.jumpToTime(aMessage(200).sent_at);
  assert.equal(conversation.landing.seq, 200);
  assert.deepEqual(span(conversation), [175, 224]);

  await conversation.jumpToTime(aMessage(500).sent_at);
  assert.equal(conversation.landing.at, "end");
  assert.deepEqual(span(conversation), [351, 400]);
});

test("jumps are undone one by one, and the end forgets them", async () => {
  const { conversation } = aChatOf(400);
  await conversation.open(READ);
  conversation.place = { seq: 380, top: 5 };
  await conversation.jumpTo(100);
  conversation.place = { seq: 98, top: 7 };
  await conversation.jumpTo(200);

  assert.equal(conversation.goBack(), true);
  await settled();
  assert.deepEqual(conversation.landing, { at: "message", seq: 98, top: 7 });
  assert.equal(conversation.goBack(), true);
  await settled();
  assert.equal(conversation.landing.seq, 380);
  assert.equal(conversation.goBack(), false);

  conversation.place = { seq: 380, top: 5 };
  await conversation.jumpTo(100);
  await conversation.jumpToEnd();
  assert.equal(conversation.goBack(), false);

  await conversation.jumpTo(100, { returns: false });
  assert.equal(conversation.landing.seq, 100);
  assert.equal(conversation.goBack(), false);
});

test("the beginning is when the first message was sent", async () => {
  assert.equal(await aChatOf(400).conversation.beginning(), aMessage(1).sent_at);
  assert.equal(await aChatOf(0).conversation.beginning(), null);
});

test("a message that is rewritten follows what others make of it, and ends when it is deleted", async () => {
  const { conversation } = aChatOf(3);
  await conversation.open({ read_seq: 3, unread: 0 });
  let lost = 0;
  conversation.addEventListener("edit-lost", () => {
    lost += 1;
  });
  conversation.edit(conversation.messages[1]);
  conversation.update(aMessage(2, { text: "elsewhere", version: 9 }));
  assert.equal(conversation.editing.text, "elsewhere");

  conversation.update(aMessage(2, { deleted: true, version: 10 }));
  assert.equal(conversation.editing, null);
  assert.equal(lost, 1);
  conversation.edit(conversation.messages[0]);
  conversation.hide([1]);
  assert.equal(conversation.editing, null);
  assert.equal(lost, 2);
});

test("a page that comes late leads nobody away from where they went since", async () => {
  const { server, conversation } = aChatOf(400);
  await conversation.open({ read_seq: 400, unread: 0 });
  let release;
  server.held = new Promise((done) => {
    release = done;
  });
  const jump = conversation.jumpTo(10);
  await conversation.jumpToEnd();
  server.held = null;
  release();
  await jump;

  assert.deepEqual(span(conversation), [351, 400]);
  assert.equal(conversation.landing.at, "end");
  assert.equal(conversation.loading, null);
});

test("a jump from the end leads back to the end", async () => {
  const { conversation } = aChatOf(400);
  await conversation.open({ read_seq: 400, unread: 0 });
  await conversation.jumpTo(10);
  assert.equal(conversation.goBack(), true);
  await settled();

  assert.equal(conversation.landing.at, "end");
  assert.equal(conversation.goBack(), false);
});

test("the beginning of a long chat is one jump away", async () => {
  const { conversation } = aChatOf(400);
  await conversation.open({ read_seq: 400, unread: 0 });
  await conversation.jumpToStart();

  assert.deepEqual(span(conversation), [1, 50]);
  assert.equal(conversation.moreBefore, false);
});

test("any message can be found, loaded or not", async () => {
  const { server, conversation } = aChatOf(400);
  await conversation.open({ read_seq: 400, unread: 0 });
  const asked = server.asked.length;
  assert.equal((await conversation.find(399)).seq, 399);
  assert.equal(server.asked.length, asked);
  assert.equal((await conversation.find(7)).seq, 7);
  assert.equal(await conversation.find(4_000), null);
});
