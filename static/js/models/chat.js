// @ts-check

/** @typedef {import("./objects.js").Chat} Chat */

/**
 * @param {Chat} chat
 * @param {number} [now] epoch ms
 */
export function isMuted(chat, now = Date.now()) {
  return chat.muted_until !== null && Date.parse(chat.muted_until) > now;
}

/**
 * Join what is known with a snapshot, which may be older than an event that overtook it.
 * @param {Chat | undefined} known
 * @param {Chat} chat
 * @returns {Chat}
 */
export function newest(known, chat) {
  if (!known) return chat;
  const joined = { ...chat };
  if (known.version > chat.version) {
    const { version, last_message, last_seq, unread } = known;
    Object.assign(joined, { version, last_message, last_seq, unread });
  }
  joined.peer_read_seq = Math.max(known.peer_read_seq, chat.peer_read_seq);
  if (known.read_seq > chat.read_seq) {
    joined.read_seq = known.read_seq;
    joined.unread = known.unread;
  }
  return joined;
}
