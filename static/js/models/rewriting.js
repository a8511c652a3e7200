// @ts-check
/**
 * One's own messages that are being rewritten.
 *
 * @typedef {import("./conversation.js").Conversation} Conversation
 * @typedef {import("./messenger.js").Messenger} Messenger
 */

import { t } from "../texts.js";

/**
 * Whether a message is one's own words, which one may change.
 * @param {import("./objects.js").Message} message
 * @param {string | undefined} me
 */
export function isEditable({ sender_id, deleted, kind, sticker, forwarded_from }, me) {
  const isWritten = kind !== "service" && !sticker && !forwarded_from;
  return sender_id === me && !deleted && isWritten;
}

/**
 * Rewrite a message of one's own, as it is now or with the text that is on its way to it.
 * @param {Messenger} messenger
 * @param {string} chatId
 * @param {number} seq
 */
export function beginEdit(messenger, chatId, seq) {
  const conversation = messenger.conversation(chatId);
  const message = conversation.messages.find((known) => known.seq === seq);
  const text = messenger.outbox.editsOf(chatId).get(seq)?.text ?? message?.text ?? "";
  if (message && !message.deleted) conversation.edit({ ...message, text });
}

/**
 * Go on with a message that was being rewritten when the chat was left, or the page.
 * @param {Messenger} messenger
 * @param {Conversation} conversation
 */
export async function resumeEdit(messenger, conversation) {
  const edit = messenger.edits.get(conversation.chatId);
  if (!edit || conversation.editing) return;
  const message = await conversation.find(edit.seq);
  if (message && !message.deleted && !conversation.editing) conversation.edit(message);
}

/**
 * The message was deleted while it was being rewritten: its new text becomes a draft.
 * @param {Messenger} messenger
 * @param {string} chatId
 */
export function keepEdit(messenger, chatId) {
  const edit = messenger.edits.get(chatId);
  messenger.edits.drop(chatId);
  if (edit && messenger.drafts.get(chatId).trim() === "") {
    messenger.drafts.set(chatId, edit.text);
  }
  messenger.notice(t("The message was deleted meanwhile."));
}
