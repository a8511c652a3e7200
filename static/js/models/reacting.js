// @ts-check
/**
 * Reactions as a person wishes them: they show at once and reach the server when it can be reached.
 *
 * @typedef {import("./objects.js").Change} Change
 * @typedef {import("./objects.js").Reaction} Reaction
 * @typedef {import("./messenger.js").Messenger} Messenger
 */

import { isNotices } from "./chat.js";

const OP = "messages.react";

/** What is offered without opening the whole list; the first one with a single press. */
export const QUICK = ["❤️", "👍", "😂", "🔥", "🎉", "😮", "😢"];

/**
 * Whether this person may put something on a message, as far as the page knows.
 * @param {import("./objects.js").Chat} chat
 * @param {{message: import("./objects.js").Message | null}} bubble
 */
export function mayReact(chat, { message }) {
  if (!message || message.deleted || message.kind === "service" || isNotices(chat)) return false;
  if (chat.kind === "group") return chat.role !== "read_only";
  return !(chat.peer?.deleted || chat.peer?.is_blocked);
}

/**
 * Put an emoji on a message, or take it off.
 * @param {Messenger} messenger
 * @param {string} chatId
 * @param {number} seq
 * @param {string} emoji
 * @param {boolean} on
 */
export function react({ changes }, chatId, seq, emoji, on) {
  const key = `react:${chatId}:${seq}:${emoji}`;
  changes.add({ key, op: OP, data: { chat_id: chatId, seq, emoji, on } });
}

/**
 * The wishes that the server does not know yet, by message.
 * @param {Change[]} changes
 * @param {string} chatId
 * @returns {Map<number, {emoji: string, on: boolean}[]>}
 */
export function wishesIn(changes, chatId) {
  /** @type {Map<number, {emoji: string, on: boolean}[]>} */
  const wishes = new Map();
  for (const { op, data } of changes) {
    if (op !== OP || data.chat_id !== chatId) continue;
    wishes.set(data.seq, [...(wishes.get(data.seq) ?? []), data]);
  }
  return wishes;
}

/**
 * Reactions as they will be once the wishes are known.
 * @param {Reaction[]} reactions
 * @param {{emoji: string, on: boolean}[]} [wishes]
 */
export function withWishes(reactions, wishes = []) {
  return wishes.reduce(withWish, reactions);
}

/**
 * @param {Reaction[]} reactions
 * @param {{emoji: string, on: boolean}} wish
 */
function withWish(reactions, { emoji, on }) {
  const known = reactions.find((each) => each.emoji === emoji);
  if (!known) return on ? [...reactions, { emoji, count: 1, mine: true }] : reactions;
  if (known.mine === on) return reactions;
  const changed = { emoji, count: known.count + (on ? 1 : -1), mine: on };
  return reactions.flatMap((each) => {
    if (each !== known) return [each];
    return changed.count > 0 ? [changed] : [];
  });
}
