// @ts-check

/** @typedef {import("./objects.js").Message} Message */

/**
 * @param {Message[]} messages ascending by seq
 * @param {Message} message takes its place there, unless a newer version of it is in it
 */
export function withMessage(messages, message) {
  const at = messages.findLastIndex(({ seq }) => seq < message.seq) + 1;
  const known = messages[at]?.seq === message.seq;
  if (known && messages[at].version > message.version) return messages;
  return messages.toSpliced(at, known ? 1 : 0, message);
}
