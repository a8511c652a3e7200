// @ts-check

import { Observable } from "./observable.js";
import { findRanges, spellings } from "./search-words.js";

/** So long the person has stopped typing before the server is asked, in ms. */
const PAUSE = 250;
/** Fewer letters than this name half of everybody. */
const LEAST = 2;
const MOST = 20;

/** @typedef {import("./objects.js").User} User */

/** Finds contacts here, and other people at the server. */
export class PeopleSearch extends Observable {
  /** @type {User[]} contacts that the query names */
  contacts = [];
  /** @type {User[]} anybody else */
  others = [];
  /** Whether an answer is still to come. */
  busy = false;
  /** @type {Promise<User[]> | null} */
  #known = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #turn = 0;
  #ask;

  /** @param {(op: string, data: object) => Promise<any>} ask answers null where it failed */
  constructor(ask) {
    super();
    this.#ask = ask;
  }

  /** @param {string} query empty ends the search */
  async look(query) {
    this.#turn += 1;
    const turn = this.#turn;
    clearTimeout(this.#timer);
    const wanted = spellings(query);
    this.busy = query.trim().length >= LEAST;
    if (wanted.length === 0) this.#end();
    else this.#known ??= this.#load();
    if (this.busy) this.#timer = setTimeout(() => this.#lookAfar(wanted, turn), PAUSE);
    const contacts = (await this.#known) ?? [];
    if (turn !== this.#turn) return;
    this.contacts = contacts.filter((user) => names(user, wanted));
    this.changed();
  }

  #end() {
    this.#known = null; // Asked again with the next search: it may have changed.
    this.others = [];
  }

  async #load() {
    return (await this.#ask("contacts.list", {}))?.users ?? [];
  }

  /**
   * @param {string[]} wanted
   * @param {number} turn
   */
  async #lookAfar(wanted, turn) {
    /** @type {User[]} */
    let found = [];
    for (const query of wanted) {
      if (found.length > 0 || turn !== this.#turn) break;
      found = (await this.#ask("users.search", { query, limit: MOST }))?.users ?? [];
    }
    if (turn !== this.#turn) return;
    this.others = found.filter(({ is_contact }) => !is_contact);
    this.busy = false;
    this.changed();
  }
}

/**
 * @param {User} user
 * @param {string[]} wanted
 */
function names({ name, username }, wanted) {
  return findRanges(`${name} ${username}`, wanted) !== null;
}
