// @ts-check

import { Observable } from "./observable.js";

/** So many messages are asked for at once. */
const PAGE = 50;
/** What the server counts as a message with a link. */
const LINK = /\bhttps?:\/\/\S/i;

/**
 * @typedef {import("./objects.js").Media} Media
 * @typedef {import("./objects.js").Message} Message
 * @typedef {"photo" | "video" | "file" | "link" | "voice"} SharedKind
 *
 * @typedef {object} SharedItem One thing that is shown; a message with several has one for each.
 * @property {string} key
 * @property {Message} message
 * @property {Media | null} media null of a link
 *
 * @typedef {object} Month
 * @property {string} key
 * @property {Date} at a moment of it
 * @property {SharedItem[]} items the newest first
 *
 * @typedef {(query: object) => Promise<{hits: {message: Message}[], cursor: string | null} | null>} AskPage
 *   null where the server cannot be asked
 */

/**
 * What of a message stands in a list.
 * @param {Message} message
 * @param {SharedKind} kind
 * @returns {SharedItem[]}
 */
export function itemsOf(message, kind) {
  const { seq, text, deleted, attachments = [] } = message;
  if (deleted) return [];
  if (kind === "link") return LINK.test(text) ? [{ key: `${seq}`, message, media: null }] : [];
  return attachments
    .filter((media) => media.kind === kind)
    .map((media) => ({ key: `${seq}:${media.id}`, message, media }));
}

/**
 * Things by the months of their messages, as the clock of this browser has them.
 * @param {SharedItem[]} items the newest first
 * @returns {Month[]}
 */
export function byMonth(items) {
  /** @type {Month[]} */
  const months = [];
  for (const item of items) {
    const at = new Date(item.message.sent_at);
    const key = `${at.getFullYear()}-${at.getMonth() + 1}`;
    if (months.at(-1)?.key !== key) months.push({ key, at, items: [] });
    months.at(-1)?.items.push(item);
  }
  return months;
}

/** What of one kind was sent in a chat, the newest first: loaded by pages, kept true by events. */
export class SharedList extends Observable {
  /** @type {Message[]} the newest first */
  messages = [];
  loaded = false;
  /** Whether a page is on its way. */
  busy = false;
  /** Whether the last page could not be had. */
  failed = false;
  /** @type {string | null} where the next page begins */
  #cursor = null;
  /** @type {Map<number, Message | null>} what became of messages while a page was on its way */
  #meanwhile = new Map();
  #turn = 0;
  #ask;

  /**
   * @param {SharedKind} kind
   * @param {AskPage} ask
   */
  constructor(kind, ask) {
    super();
    this.kind = kind;
    this.#ask = ask;
  }

  /** Whether there is more than what is here. */
  get more() {
    return !this.loaded || this.#cursor !== null;
  }

  /** Seq down to which everything is here; 0 for all of it, infinite for nothing. */
  get reach() {
    if (!this.more) return 0;
    return this.messages.at(-1)?.seq ?? Number.POSITIVE_INFINITY;
  }

  get items() {
    return this.messages.flatMap((message) => itemsOf(message, this.kind));
  }

  /** Have the next page; while one is on its way, or after the last, nothing is asked. */
  async load() {
    if (this.busy || !this.more) return;
    this.#turn += 1;
    const turn = this.#turn;
    this.busy = true;
    this.failed = false;
    this.#meanwhile.clear();
    this.changed();
    const from = this.#cursor === null ? {} : { before: this.#cursor };
    const page = await this.#ask({ kind: this.kind, limit: PAGE, ...from });
    if (turn !== this.#turn) return; // All of it was dropped meanwhile.
    this.busy = false;
    this.failed = page === null;
    if (page) this.#take(page.hits, page.cursor);
    this.changed();
  }

  /** @param {Message} message new, changed or deleted */
  see(message) {
    if (this.busy) this.#meanwhile.set(message.seq, message);
    this.#put(message);
  }

  /** @param {number[]} seqs of messages that this person sees no more */
  hide(seqs) {
    if (this.busy) for (const seq of seqs) this.#meanwhile.set(seq, null);
    const left = this.messages.filter(({ seq }) => !seqs.includes(seq));
    if (left.length === this.messages.length) return;
    this.messages = left;
    this.changed();
  }

  /** Begin anew: the chat has lost its history. */
  drop() {
    this.#turn += 1;
    this.messages = [];
    this.loaded = false;
    this.busy = false;
    this.failed = false;
    this.#cursor = null;
    this.changed();
  }

  /**
   * @param {{message: Message}[]} hits
   * @param {string | null} cursor
   */
  #take(hits, cursor) {
    this.loaded = true;
    this.#cursor = null; // So that whatever is older finds its place.
    for (const { message } of hits) this.#put(message);
    this.#cursor = cursor;
    for (const [seq, message] of this.#meanwhile) {
      if (message) this.#put(message);
      else this.hide([seq]);
    }
    this.#meanwhile.clear();
  }

  /**
   * Take a message where it belongs; one that comes with a later page waits for that.
   * @param {Message} message
   */
  #put(message) {
    const at = this.messages.findIndex(({ seq }) => seq <= message.seq);
    const known = this.messages[at];
    const isKnown = known?.seq === message.seq;
    if (isKnown && known.version > message.version) return;
    const holds = itemsOf(message, this.kind).length > 0;
    if (!isKnown && !(holds && this.loaded && message.seq > this.#oldest)) return;
    const place = at < 0 ? this.messages.length : at;
    const entry = holds ? [message] : [];
    this.messages = this.messages.toSpliced(place, isKnown ? 1 : 0, ...entry);
    this.changed();
  }

  /** Seq after which everything is here; -1 where all of it is. */
  get #oldest() {
    return this.#cursor === null ? -1 : (this.messages.at(-1)?.seq ?? 0);
  }
}
