// @ts-check

import { dayKey } from "../times.js";
import { withWishes } from "./reacting.js";

/** Messages of one author not farther apart than this stand together. */
const TOGETHER = 121_000;
/** @type {readonly import("./objects.js").Media[]} */
const NONE = [];

/**
 * @typedef {import("./objects.js").Message} Message
 * @typedef {import("./objects.js").OutgoingMessage} OutgoingMessage
 *
 * @typedef {object} Bubble
 * @property {"bubble"} kind
 * @property {string} key the same while it is on its way and after it has arrived
 * @property {Message | null} message null while it is on its way
 * @property {OutgoingMessage | null} outgoing it, or its new text, on its way
 * @property {number} seq 0 while it is on its way
 * @property {string} text
 * @property {string} [format] how it is written
 * @property {string} at RFC 3339
 * @property {string} senderId
 * @property {boolean} mine
 * @property {import("./objects.js").Forwarded | null} from whose words it repeats
 * @property {import("./objects.js").ReplyTo | null} quote what it answers
 * @property {import("./objects.js").Reaction[]} reactions with those that are on their way
 * @property {import("./objects.js").Sticker | null} sticker
 * @property {readonly import("./objects.js").Media[]} attachments
 * @property {boolean} first of its group
 * @property {boolean} last of its group
 *
 * @typedef {Bubble | {kind: "day", key: string, at: string} | {kind: "unread", key: string}} Row
 */

/**
 * Whether it tells what was done in a group, instead of what somebody wrote.
 * @param {{message: Message | null}} bubble
 */
export function isService({ message }) {
  return message?.kind === "service";
}

/**
 * @param {Message} message
 * @param {string} me
 * @param {OutgoingMessage | undefined} edit the new text of it that is on its way
 * @param {{emoji: string, on: boolean}[] | undefined} wishes reactions that are on their way
 * @returns {Bubble}
 */
function bubbleOf(message, me, edit, wishes) {
  const mine = message.sender_id === me;
  return {
    kind: "bubble",
    key: mine && message.client_id ? message.client_id : String(message.seq),
    message,
    outgoing: edit ?? null,
    seq: message.seq,
    text: edit?.text ?? message.text,
    format: edit?.format ?? message.format,
    at: message.sent_at,
    senderId: message.sender_id,
    mine,
    from: message.forwarded_from ?? null,
    quote: message.reply_to ?? null,
    reactions: withWishes(message.reactions ?? [], wishes),
    sticker: message.sticker ?? null,
    attachments: message.attachments ?? NONE,
    first: true,
    last: true,
  };
}

/**
 * @param {OutgoingMessage} outgoing
 * @param {string} me
 * @returns {Bubble}
 */
function bubbleOnItsWay(outgoing, me) {
  return {
    kind: "bubble",
    key: outgoing.client_id,
    message: null,
    outgoing,
    seq: 0,
    text: outgoing.text,
    format: outgoing.format,
    at: outgoing.created_at,
    senderId: me,
    mine: true,
    from: outgoing.forwarded_from ?? null,
    quote: outgoing.reply_to ?? null,
    reactions: [],
    sticker: outgoing.sticker ?? null,
    attachments: outgoing.attachments ?? outgoing.files ?? NONE,
    first: true,
    last: true,
  };
}

/**
 * @param {Bubble} a
 * @param {Bubble} b
 */
function standTogether(a, b) {
  if (isService(a) || isService(b)) return false;
  return a.senderId === b.senderId && Date.parse(b.at) - Date.parse(a.at) <= TOGETHER;
}

/**
 * @param {Bubble | undefined} before
 * @param {Bubble} bubble
 * @param {boolean} unreadStarts whether the first unread message is this one
 * @param {Set<string>} days that have begun already
 * @returns {Row[]} what stands between the two
 */
function rowsBetween(before, bubble, unreadStarts, days) {
  const day = dayKey(bubble.at);
  /** @type {Row[]} */
  const rows = [];
  if (!before || dayKey(before.at) !== day) {
    const key = `day-${day}`;
    // A clock that was set back brings a day a second time.
    rows.push({ kind: "day", key: days.has(key) ? `${key}-${bubble.key}` : key, at: bubble.at });
    days.add(key);
  }
  if (unreadStarts) rows.push({ kind: "unread", key: "unread" });
  if (before && rows.length === 0 && standTogether(before, bubble)) {
    before.last = false;
    bubble.first = false;
  }
  return rows;
}

/**
 * What waits stands at the end; what has failed stays where it was when it was written.
 * @param {OutgoingMessage} item
 * @param {Bubble[]} bubbles
 */
function placeOf({ status, created_at }, bubbles) {
  if (status === "waiting") return bubbles.length;
  return bubbles.findLastIndex(({ at }) => Date.parse(at) <= Date.parse(created_at)) + 1;
}

/**
 * The rows of a conversation from top to bottom: days, the unread divider and the bubbles.
 * @param {object} facts
 * @param {Message[]} facts.messages
 * @param {OutgoingMessage[]} facts.outgoing
 * @param {Map<number, OutgoingMessage>} [facts.edits] new texts on their way, by seq
 * @param {ReturnType<typeof import("./reacting.js").wishesIn>} [facts.wishes] reactions, likewise
 * @param {string} facts.me
 * @param {number} facts.dividerSeq the divider stands before the first later message of another
 * @returns {Row[]}
 */
export function feedRows(facts) {
  const { messages, outgoing, edits = new Map(), wishes = new Map(), me, dividerSeq } = facts;
  const arrived = new Set(messages.map(({ client_id }) => client_id));
  // What is written while files go out is there before them.
  const coming = outgoing
    .filter(({ client_id }) => !arrived.has(client_id))
    .sort((a, b) => Number(Boolean(a.files)) - Number(Boolean(b.files)));
  const bubbles = messages
    .filter(({ deleted }) => !deleted)
    .map((message) => bubbleOf(message, me, edits.get(message.seq), wishes.get(message.seq)));
  for (const item of coming) bubbles.splice(placeOf(item, bubbles), 0, bubbleOnItsWay(item, me));
  const firstUnread = bubbles.find(({ mine, seq }) => dividerSeq > 0 && !mine && seq > dividerSeq);
  /** @type {Set<string>} */
  const days = new Set();
  return bubbles.flatMap((bubble, at) => [
    ...rowsBetween(bubbles[at - 1], bubble, bubble === firstUnread, days),
    bubble,
  ]);
}

/**
 * The rows of each day together, so that its date can stay in sight while they pass.
 * @param {Row[]} rows
 * @returns {{key: string, rows: Row[]}[]}
 */
export function byDay(rows) {
  /** @type {{key: string, rows: Row[]}[]} */
  const days = [];
  for (const row of rows) {
    if (row.kind === "day") days.push({ key: row.key, rows: [] });
    days.at(-1)?.rows.push(row);
  }
  return days;
}
