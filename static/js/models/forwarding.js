// @ts-check
/**
 * Where messages can be forwarded to, and how they go out.
 *
 * @typedef {import("./messenger.js").Messenger} Messenger
 * @typedef {import("./objects.js").Chat} Chat
 * @typedef {import("./objects.js").Message} Message
 */

import { formatOf } from "../markdown.js";
import { mayWrite } from "./chat.js";

/** The server forwards to so many chats at once. */
export const MOST_TARGETS = 10;

/** In place of the id of the chat with oneself, which may have yet to be made. */
export const SAVED = "saved";

/**
 * What one has to know of a chat to choose it.
 * @typedef {Pick<Chat, "id" | "kind" | "title" | "peer" | "avatar">} Target
 */

/**
 * The chats that can be chosen, the one with oneself first, whether it is in the list or not.
 * @param {Messenger} messenger
 * @returns {Target[]}
 */
export function targetsOf(messenger) {
  const others = messenger.chats.ordered().filter(({ kind }) => kind !== "saved");
  return [{ id: SAVED, kind: "saved", title: "", peer: null }, ...others.filter(mayWrite)];
}

/**
 * The chat with oneself, made where there is none so far.
 * @param {Messenger} messenger
 * @returns {Promise<string | null>} its id; null where the server refuses
 */
export async function savedChat(messenger) {
  const known = messenger.chats.all().find(({ kind }) => kind === "saved");
  if (known) return known.id;
  const reply = await messenger.ask("chats.open_saved", {});
  if (!reply) return null;
  messenger.chats.set(reply.chat);
  return reply.chat.id;
}

/**
 * Put messages into the outbox for other chats: they go out in order, also after a reload.
 * @param {Messenger} messenger
 * @param {Message[]} messages
 * @param {string[]} chatIds
 * @param {{comment?: string, hideAuthor?: boolean}} [wish] a comment goes before them
 */
export function forwardTo(messenger, messages, chatIds, { comment = "", hideAuthor = false } = {}) {
  for (const chatId of chatIds) {
    if (comment) messenger.outbox.add(chatId, comment, { format: formatOf(comment) });
    for (const message of messages) {
      const copy = {
        format: message.format,
        sticker: message.sticker,
        attachments: message.attachments,
        forwards: { chat_id: message.chat_id, seq: message.seq, hide_author: hideAuthor },
        forwarded_from: hideAuthor ? null : authorOf(messenger, message),
      };
      messenger.outbox.add(chatId, message.text, copy);
    }
    messenger.chats.rise(chatId);
  }
}

/**
 * Whose words a message holds, as it looks until the server has it.
 * @param {Messenger} messenger
 * @param {Message} message
 */
function authorOf(messenger, { chat_id, sender_id, seq, forwarded_from }) {
  if (forwarded_from) return forwarded_from;
  if (sender_id === messenger.me?.id) return { user_id: sender_id, name: messenger.me.name };
  const chat = messenger.chats.get(chat_id);
  const isMember = chat?.kind === "group";
  const name = isMember ? messenger.members.get(chat_id, sender_id, seq)?.name : chat?.title;
  return { user_id: sender_id, name: name ?? "" };
}
