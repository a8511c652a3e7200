// @ts-check

/** @typedef {import("./objects.js").Chat} Chat */

/**
 * Whether the server itself writes there, and nobody else.
 * @param {{kind: string, role?: string}} chat
 */
export function isNotices({ kind, role }) {
  return kind === "direct" && role === "read_only";
}

/**
 * Whether this person may only read in a group.
 * @param {Pick<Chat, "kind" | "rights">} chat
 */
export function isReadOnly({ kind, rights }) {
  return kind === "group" && rights?.includes("write") === false;
}

/**
 * Whether this person may write in a chat, as far as the page knows.
 * @param {Pick<Chat, "kind" | "role" | "rights" | "peer">} chat
 */
export function mayWrite(chat) {
  return !(isNotices(chat) || isReadOnly(chat) || chat.peer?.deleted || chat.peer?.is_blocked);
}

/**
 * Whether this person may pin messages: in a group by right, elsewhere where they write.
 * @param {Pick<Chat, "kind" | "role" | "rights" | "peer">} chat
 */
export function mayPin(chat) {
  return chat.kind === "group" ? chat.rights?.includes("pin") === true : mayWrite(chat);
}

/**
 * @param {Chat} chat
 * @param {number} [now] epoch ms
 */
export function isMuted(chat, now = Date.now()) {
  return chat.muted_until !== null && Date.parse(chat.muted_until) > now;
}

/** @param {Chat} chat */
export function isUnread({ unread, marked_unread }) {
  return unread > 0 || marked_unread;
}

/**
 * How much of a chat calls for the person: of a muted one only what mentions them.
 * @param {Chat} chat
 * @param {number} now epoch ms
 */
export function callsOf(chat, now) {
  if (isMuted(chat, now)) return chat.mentions ?? 0;
  return chat.unread || Number(chat.marked_unread);
}

/**
 * Whether a message names somebody, alone or among all.
 * @param {import("./objects.js").Message} message
 * @param {string} userId
 */
export function names({ mentions = [], mentions_all = false }, userId) {
  return mentions_all || mentions.includes(userId);
}

/**
 * Join what is known with a snapshot, which may be older than an event that overtook it.
 * @param {Chat | undefined} known
 * @param {Chat} chat
 * @param {number[]} counted seqs of the unread messages that events brought
 * @returns {Chat}
 */
export function newest(known, chat, counted) {
  if (!known) return chat;
  const joined = { ...chat };
  if (known.last_seq > chat.last_seq) {
    joined.last_message = known.last_message;
    joined.last_seq = known.last_seq;
    joined.unread += counted.filter((seq) => seq > chat.last_seq).length;
  }
  const [ours, theirs] = [known.last_message, chat.last_message];
  if (ours && theirs && ours.seq === theirs.seq && ours.version > theirs.version) {
    joined.last_message = ours;
  }
  joined.version = Math.max(known.version, chat.version);
  joined.peer_read_seq = Math.max(known.peer_read_seq, chat.peer_read_seq);
  if (known.read_seq > chat.read_seq) {
    joined.read_seq = known.read_seq;
    joined.unread = known.unread;
    joined.mentions = Math.min(known.mentions ?? 0, chat.mentions ?? 0);
  }
  return joined;
}
