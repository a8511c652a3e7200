// @ts-check
/**
 * The message that is being answered in a chat.
 *
 * @typedef {import("./conversation.js").Conversation} Conversation
 * @typedef {import("./messenger.js").Messenger} Messenger
 */

import { mayWrite } from "./chat.js";

/**
 * Whether a message can be answered: one that stands, by who may write there.
 * @param {import("./objects.js").Chat} chat
 * @param {import("./objects.js").Message | null | undefined} message
 */
export function mayReply(chat, message) {
  return Boolean(message) && message?.kind !== "service" && !message?.deleted && mayWrite(chat);
}

/**
 * @param {Messenger} messenger
 * @param {string} chatId
 * @param {number} seq
 */
export function beginReply(messenger, chatId, seq) {
  const message = answerable(messenger, chatId, seq);
  if (!message) return;
  messenger.replies.set(chatId, { seq });
  messenger.conversation(chatId).reply(message);
}

/**
 * The message that would be answered; null where it cannot be, or messages are being chosen.
 * @param {Messenger} messenger
 * @param {string} chatId
 * @param {number} seq
 */
export function answerable(messenger, chatId, seq) {
  const chat = messenger.chats.get(chatId);
  const { messages, chosen } = messenger.conversation(chatId);
  const message = messages.find((known) => known.seq === seq);
  return chat && message && !chosen && mayReply(chat, message) ? message : null;
}

/**
 * Answer nothing any more.
 * @param {Messenger} messenger
 * @param {string} chatId
 */
export function endReply(messenger, chatId) {
  messenger.replies.drop(chatId);
  messenger.conversation(chatId).reply(null);
}

/**
 * Go on with an answer that was begun when the chat was left, or the page.
 * @param {Messenger} messenger
 * @param {Conversation} conversation
 */
export async function resumeReply(messenger, conversation) {
  const kept = messenger.replies.get(conversation.chatId);
  if (!kept || conversation.replying) return;
  const message = await conversation.find(kept.seq);
  if (message && !message.deleted && !conversation.replying) conversation.reply(message);
}
