// @ts-check
/**
 * What a person can do with chats and messages at this page.
 *
 * @typedef {import("./models/messenger.js").Messenger} Messenger
 * @typedef {import("./models/objects.js").Message} Message
 */

import { formatAnew, formatOf } from "./markdown.js";
import { names } from "./models/chat.js";
import { quoteOf } from "./models/quotes.js";
import { endReply } from "./models/replying.js";
import { t } from "./texts.js";

/**
 * Send a text, or files with it, which answers the message that is being answered.
 * @param {Messenger} messenger
 * @param {string} chatId
 * @param {string} text
 * @param {Pick<import("./models/objects.js").OutgoingMessage, "silent" | "send_at" | "files">} [facts] how
 *   it is sent and when, and what goes with it
 */
export function sendText(messenger, chatId, text, facts = {}) {
  messenger.ownTyping.sent(chatId);
  messenger.drafts.set(chatId, "");
  messenger.drafts.flush(chatId);
  send(messenger, chatId, text, { format: formatOf(text), ...facts });
}

/**
 * Send anything likewise; what is being written stays.
 * @param {Messenger} messenger
 * @param {string} chatId
 * @param {string} text
 * @param {Parameters<Messenger["outbox"]["add"]>[2]} facts
 */
export function send(messenger, chatId, text, facts) {
  const conversation = messenger.conversation(chatId);
  const { replying } = conversation;
  const answers = replying ? { reply_to: quoteOf(replying) } : {};
  messenger.outbox.add(chatId, text, { ...facts, ...answers });
  if (replying) endReply(messenger, chatId);
  if (!facts?.send_at) messenger.chats.rise(chatId);
  conversation.dropDivider();
  conversation.jumpToEnd();
}

/**
 * @param {Messenger} messenger
 * @param {Message} message
 * @param {string} text
 */
export function editText(messenger, message, text) {
  const { chat_id, seq } = message;
  messenger.conversation(chat_id).edit(null);
  messenger.edits.drop(chat_id);
  if (text !== message.text) messenger.outbox.edit(chat_id, seq, text, formatAnew(message, text));
}

/**
 * @param {Messenger} messenger
 * @param {string} userId
 * @param {boolean} on
 */
export async function keepContact(messenger, userId, on) {
  await messenger.ask(on ? "contacts.add" : "contacts.remove", { user_id: userId });
}

/**
 * @param {Messenger} messenger
 * @param {string} text
 */
export async function copyText(messenger, text) {
  try {
    await navigator.clipboard.writeText(text);
    messenger.notice(t("Copied."));
  } catch {
    messenger.notice(t("The browser did not allow copying."));
  }
}

/**
 * The badge falls at once; the server's count follows.
 * @param {Messenger} messenger
 * @param {string} chatId
 * @param {number} seq up to which everything was on screen
 */
export async function markRead(messenger, chatId, seq) {
  const chat = messenger.chats.get(chatId);
  if (!chat) return;
  const covered = (messenger.loaded(chatId)?.messages ?? []).filter(
    (message) =>
      message.seq > chat.read_seq && message.seq <= seq && message.sender_id !== messenger.me?.id,
  );
  const { last_seq, unread, mentions = 0 } = chat;
  const calls = covered.filter((message) => names(message, messenger.me?.id ?? "")).length;
  const left = { unread: Math.max(0, unread - covered.length), mentions: mentions - calls };
  messenger.chats.applyOwnRead(chatId, seq, left);
  const reply = await messenger.ask("messages.read", { chat_id: chatId, seq });
  // A message that came meanwhile may or may not be in the count of the reply.
  const isStale = messenger.chats.get(chatId)?.last_seq !== last_seq || mentions > 0;
  if (isStale) await messenger.refresh(chatId);
  else if (reply) messenger.chats.applyOwnRead(chatId, reply.read_seq, reply);
}

/**
 * @param {Messenger} messenger
 * @param {string} chatId
 * @param {string} text
 */
export async function saveDraft(messenger, chatId, text) {
  if (Array.from(text).length > messenger.longestText) return false;
  messenger.chats.setDraft(chatId, text);
  try {
    await messenger.connection.request("chats.set_draft", { chat_id: chatId, text });
    return true;
  } catch {
    return false;
  }
}
