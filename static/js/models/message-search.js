// @ts-check

import { Observable } from "./observable.js";

/** So long the person has stopped typing before the server is asked, in ms. */
const PAUSE = 300;
/** Fewer letters than this stand in half of all messages. */
const LEAST = 2;
const PAGE = 20;

/**
 * @typedef {import("./objects.js").Message} Message
 *
 * @typedef {object} Hit
 * @property {string} chat_id
 * @property {Message} message
 * @property {[number, number][]} highlights from and to which code point
 *
 * @typedef {object} Bounds
 * @property {string} [chat_id]
 * @property {"link"} [kind]
 * @property {string} [sender_id]
 * @property {string} [after] RFC 3339; sent then or later
 * @property {string} [before] RFC 3339
 */

/** Messages that hold what somebody looks for, the newest first, page by page. */
export class MessageSearch extends Observable {
  /** @type {Hit[]} */
  hits = [];
  /** Whether an answer is still to come. */
  busy = false;
  /** Whether anything is looked for. */
  active = false;
  /** Whether the server could not be asked. */
  failed = false;
  #query = "";
  /** @type {Bounds} */
  #bounds = {};
  /** @type {string | null} where the next page begins */
  #cursor = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #turn = 0;
  #ask;

  /** @param {(op: string, data: object) => Promise<any>} ask answers null where it failed */
  constructor(ask) {
    super();
    this.#ask = ask;
  }

  /** Whether there are more hits than are here. */
  get more() {
    return this.#cursor !== null;
  }

  /**
   * @param {string} query
   * @param {Bounds} [bounds]
   */
  look(query, bounds = {}) {
    const trimmed = query.trim();
    const isNarrower = JSON.stringify(bounds) !== JSON.stringify(this.#bounds);
    if (trimmed === this.#query && !isNarrower && this.active) return;
    this.#query = trimmed;
    this.#bounds = bounds;
    this.#begin(isNarrower ? 0 : PAUSE);
  }

  /** End the search. */
  stop() {
    this.look("");
  }

  /** What it found may have changed: ask again. */
  again() {
    if (this.active) this.#begin(0);
  }

  /**
   * @param {string} chatId
   * @param {number[] | null} seqs that say something else now, or nothing; null for all of the chat
   */
  heard(chatId, seqs) {
    const left = this.hits.filter(
      ({ chat_id, message }) => chat_id !== chatId || !(seqs?.includes(message.seq) ?? true),
    );
    if (left.length === this.hits.length) return;
    this.hits = left; // At once: what is not seen any more must not stay until the answer.
    this.again();
  }

  async loadMore() {
    if (this.busy || this.#cursor === null) return;
    await this.#load(this.#turn);
  }

  /** @param {number} pause in ms */
  #begin(pause) {
    this.#turn += 1;
    const turn = this.#turn;
    clearTimeout(this.#timer);
    const { kind, sender_id } = this.#bounds;
    this.active = this.#query.length >= LEAST || (kind ?? sender_id) !== undefined;
    this.busy = this.active;
    this.failed = false;
    if (!this.active) {
      this.hits = [];
      this.#cursor = null;
    } else this.#timer = setTimeout(() => this.#load(turn, true), pause);
    this.changed();
  }

  /**
   * @param {number} turn
   * @param {boolean} [anew]
   */
  async #load(turn, anew = false) {
    this.busy = true;
    const before = anew ? null : this.#cursor;
    const page = await this.#ask("messages.search", {
      query: this.#query,
      limit: PAGE,
      ...this.#bounds,
      ...(before === null ? {} : { before }),
    });
    if (turn !== this.#turn) return; // The person has typed on.
    this.busy = false;
    this.failed = page === null;
    if (page) {
      this.hits = anew ? page.hits : [...this.hits, ...page.hits];
      this.#cursor = page.cursor;
    }
    this.changed();
  }
}
