import assert from "node:assert/strict";
import { test } from "node:test";
import { Conversation } from "../../../static/js/models/conversation.js";
import { KeptByTab } from "../../../static/js/models/kept-by-tab.js";
import { requestOf } from "../../../static/js/models/outgoing.js";
import { quoteOf } from "../../../static/js/models/quotes.js";
import { beginReply, endReply, resumeReply } from "../../../static/js/models/replying.js";
import { aChat, aMessage } from "../objects.js";

/** A chat that is open, with three messages. */
async function opened(chat = {}) {
  const messages = [1, 2, 3].map((seq) => aMessage(seq));
  const page = { messages, more_before: false, more_after: false };
  const conversation = new Conversation("10", async () => page);
  await conversation.open({ read_seq: 3, unread: 0, last_seq: 3 });
  const messenger = {
    chats: { get: () => aChat(chat) },
    conversation: () => conversation,
    replies: new KeptByTab("replies", null),
  };
  return { messenger, conversation };
}

test("what is answered is kept when the chat is left, and shown when it is opened again", async () => {
  const { messenger, conversation } = await opened();
  beginReply(messenger, "10", 2);
  assert.equal(conversation.replying.seq, 2);

  const { conversation: later } = await opened();
  await resumeReply(messenger, later);
  assert.equal(later.replying.seq, 2);

  endReply(messenger, "10");
  assert.equal(conversation.replying, null);
  const { conversation: last } = await opened();
  await resumeReply(messenger, last);
  assert.equal(last.replying, null);
});

test("nothing is answered where nothing can be written, nor what is no message", async () => {
  const { messenger, conversation } = await opened({ kind: "group", rights: [] });
  beginReply(messenger, "10", 2);
  assert.equal(conversation.replying, null);
  const { messenger: other, conversation: here } = await opened();
  here.add(aMessage(4, { kind: "service" }));
  beginReply(other, "10", 4);
  beginReply(other, "10", 99);
  assert.equal(here.replying, null);
});

test("a message that is answered is followed, and dropped with its deletion", async () => {
  const { messenger, conversation } = await opened();
  beginReply(messenger, "10", 2);

  conversation.update(aMessage(2, { text: "better" }));
  assert.equal(conversation.replying.text, "better");
  conversation.update(aMessage(2, { text: "", deleted: true }));
  assert.equal(conversation.replying, null);
});

test("a reply names what it answers", () => {
  const item = { chat_id: "10", client_id: "x", text: "yes" };

  const [, plain] = requestOf(item);
  const [op, data] = requestOf({ ...item, reply_to: quoteOf(aMessage(2)) });

  assert.ok(!("reply_to" in plain));
  assert.deepEqual([op, data.reply_to], ["messages.send", 2]);
});

test("chosen messages are no longer chosen once they are gone", async () => {
  const { conversation } = await opened();
  for (const seq of [1, 2, 3]) conversation.choose(seq, true);

  conversation.update(aMessage(2, { deleted: true, text: "" }));
  conversation.hide([3]);

  assert.deepEqual([...conversation.chosen], [1]);
  conversation.endChoice();
  assert.equal(conversation.chosen, null);
});
