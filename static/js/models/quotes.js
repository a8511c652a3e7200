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
 * The same of a message as the server says, so that nothing changes with the next reload.
 * @param {Message} message
 * @returns {ReplyTo}
 */
export function quoteOf(message) {
  const { seq, sender_id, kind, deleted, text, attachments = [] } = message;
  if (deleted) return gone(message);
  const thumbnail_url = attachments[0]?.thumbnail_url ?? null;
  const words = text ? markdown.wordsOf(message) : fileNames(attachments);
  return { seq, sender_id, excerpt: excerpt(words), deleted, kind, thumbnail_url };
}

/**
 * Media are told by what they are, files by their names.
 * @param {readonly Pick<import("./objects.js").Media, "kind" | "name">[]} attachments
 */
function fileNames(attachments) {
  const files = attachments.filter(({ kind }) => kind === "file");
  return files.map(({ name }) => name).join(", ");
}

/**
 * @param {Pick<ReplyTo, "seq" | "sender_id" | "kind">} of
 * @returns {ReplyTo}
 */
function gone({ seq, sender_id, kind }) {
  return { seq, sender_id, excerpt: "", deleted: true, kind, thumbnail_url: null };
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
