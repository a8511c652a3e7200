// @ts-check
/**
 * What a reply shows of the message that it is to: always as that is now.
 *
 * @typedef {import("./objects.js").Message} Message
 * @typedef {import("./objects.js").ReplyTo} ReplyTo
 */

import { markdown } from "../markdown.js";

/** As many characters as the server shows. */
const LONGEST = 160;

/**
 * How a text begins, in one line.
 * @param {string} text
 */
export function excerpt(text) {
  const letters = Array.from(
    text
      .slice(0, 8 * LONGEST)
      .replaceAll(/\s+/gu, " ")
      .trim(),
  );
  if (letters.length <= LONGEST) return letters.join("");
  return `${letters
    .slice(0, LONGEST - 1)
    .join("")
    .trimEnd()}…`;
}

/**
 * @param {Message} message
 * @returns {ReplyTo}
 */
export function quoteOf(message) {
  const { seq, sender_id, deleted, kind, attachments = [] } = message;
  if (deleted) return gone(message);
  const shown = attachments.find(({ thumbnail_url }) => thumbnail_url);
  const words = excerpt(markdown.wordsOf(message));
  return {
    seq,
    sender_id,
    excerpt: words,
    deleted,
    kind,
    thumbnail_url: shown?.thumbnail_url ?? null,
  };
}

/**
 * @param {Pick<ReplyTo, "seq" | "sender_id">} of
 * @returns {ReplyTo}
 */
function gone({ seq, sender_id }) {
  return { seq, sender_id, excerpt: "", deleted: true };
}

/**
 * The messages, their replies to one that has changed showing that.
 * @param {Message[]} messages
 * @param {Message} changed
 */
export function requote(messages, changed) {
  return requoteAll(messages, [changed.seq], () => quoteOf(changed));
}

/**
 * The messages, their replies to what this person has deleted showing nothing of it.
 * @param {Message[]} messages
 * @param {number[]} seqs
 */
export function unquote(messages, seqs) {
  return requoteAll(messages, seqs, gone);
}

/**
 * @param {Message[]} messages
 * @param {number[]} seqs
 * @param {(quote: ReplyTo) => ReplyTo} change
 */
function requoteAll(messages, seqs, change) {
  return messages.map((message) => {
    const quote = message.reply_to;
    return quote && seqs.includes(quote.seq) ? { ...message, reply_to: change(quote) } : message;
  });
}
