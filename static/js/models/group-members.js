// @ts-check

import { Observable } from "./observable.js";

/** As many as are asked for at once. */
const PAGE = 100;
/** So long the person has stopped typing before the server is asked, in ms. */
const PAUSE = 250;

/**
 * @typedef {import("./objects.js").User} User
 * @typedef {import("./objects.js").Role} Role
 *
 * @typedef {object} Member
 * @property {User} user
 * @property {Role} role
 * @property {string} joined_at RFC 3339
 */

/** Who is in one group, page by page: owner and administrators first, then by name. */
export class GroupMembers extends Observable {
  /** @type {Member[]} as far as they were asked for */
  members = [];
  /** Whether these are all. */
  complete = false;
  /** Whether an answer is still to come. */
  busy = false;
  #query = "";
  /** @type {string | null} */
  #cursor = null;
  #turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #ask;

  /** @param {(data: object) => Promise<{members: Member[], cursor: string | null} | null>} ask */
  constructor(ask) {
    super();
    this.#ask = ask;
  }

  get query() {
    return this.#query;
  }

  /** @param {string} query of a name or a nick; empty for everybody */
  look(query) {
    this.#query = query.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fill(1), PAUSE);
  }

  /** Ask for what is known again, since somebody came, went, or is something else now. */
  async refresh() {
    await this.#fill(this.members.length);
  }

  /** Ask for who comes after the last one known. */
  async more() {
    if (this.complete || this.busy) return;
    this.busy = true;
    const turn = this.#turn;
    const page = await this.#page(this.#cursor);
    if (turn !== this.#turn) return;
    this.#keep(page && [...this.members, ...page.members], page?.cursor ?? null);
  }

  /** Nobody looks at them any more. */
  stop() {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  /** @param {number} least how many to ask for, where there are so many */
  async #fill(least) {
    this.#turn += 1;
    const turn = this.#turn;
    this.busy = true;
    /** @type {Member[] | null} */
    let found = [];
    /** @type {string | null} */
    let cursor = null;
    do {
      const page = await this.#page(cursor);
      if (turn !== this.#turn) return;
      found = page && [...found, ...page.members];
      cursor = page?.cursor ?? null;
    } while (found && cursor !== null && found.length < least);
    this.#keep(found, cursor);
  }

  /** @param {string | null} cursor */
  #page(cursor) {
    return this.#ask({ query: this.#query, limit: PAGE, ...(cursor === null ? {} : { cursor }) });
  }

  /**
   * @param {Member[] | null} members null where the server did not tell: they stay as they were
   * @param {string | null} cursor
   */
  #keep(members, cursor) {
    this.busy = false;
    if (members) {
      this.members = members;
      this.#cursor = cursor;
      this.complete = cursor === null;
    }
    this.changed();
  }
}
