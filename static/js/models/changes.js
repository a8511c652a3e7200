// @ts-check

import { ConnectionLost, pauseAfter, RequestFailed } from "../failures.js";
import { newClientId } from "./client-id.js";
import { Observable } from "./observable.js";

/** So long another tab has for sending what it took, before this one does it too. */
const OTHER_TAB = 5_000;

/**
 * @typedef {import("./objects.js").Change} Change
 * @typedef {import("./objects.js").Chat} Chat
 *
 * @typedef {Pick<import("./local-store.js").LocalStore, "all" | "write">} ChangeStore
 * @typedef {{put?: Change, gone?: string}} ChangeNews
 */

/**
 * What the person has changed in the list of chats and the server does not know yet. Each shows at
 * once and is sent in the order of the wishes until the server has it, also after a reload; one
 * that can be taken back waits until it can no longer.
 *
 * Each may reach the server twice, so it must do no harm twice. A later wish of the same kind for
 * the same chat takes the place of one that still waits.
 */
export class Changes extends Observable {
  /** @type {Map<string, Change>} */
  #items = new Map();
  #busy = false;
  /** Ends with what is being sent. */
  #work = Promise.resolve();
  /** @type {string | null} the one under way */
  #sending = null;
  #last = 0;
  #send;
  #settled;
  #store;
  #tell;

  /**
   * @param {object} parts
   * @param {(change: Change) => Promise<any>} parts.send
   * @param {(change: Change, failure: RequestFailed | null) => void} parts.settled called once the
   *   server has taken or refused it
   * @param {ChangeStore} parts.store
   * @param {(news: ChangeNews) => void} [parts.tell] called with what other tabs should hear
   */
  constructor({ send, settled, store, tell = () => {} }) {
    super();
    this.#send = send;
    this.#settled = settled;
    this.#store = store;
    this.#tell = tell;
  }

  /** Take up what an earlier page has left; `resume` sends it. */
  async restore() {
    /** @type {Change[]} */
    const left = await this.#store.all("changes");
    for (const change of left.sort((a, b) => a.created_at - b.created_at)) {
      this.#items.set(change.id, change);
    }
    this.changed();
  }

  /**
   * @param {Omit<Change, "id" | "created_at" | "due_at">} wish
   * @param {number} [grace] how long it can be taken back, in ms
   */
  add(wish, grace = 0) {
    this.cancel(wish.key);
    this.#last = Math.max(Date.now(), this.#last + 1);
    const times = { created_at: this.#last, due_at: Date.now() + grace };
    const change = { id: newClientId(), ...times, ...wish };
    this.#items.set(change.id, change);
    this.#store.write("changes", [change]);
    this.#tell({ put: change });
    this.changed();
    if (grace > 0) this.#plan(change);
    else this.resume();
  }

  /**
   * Take back what still waits.
   * @param {string} key
   */
  cancel(key) {
    for (const { id, key: other } of this.#items.values()) {
      if (other === key && id !== this.#sending) this.#drop(id);
    }
  }

  /**
   * Take nothing of it back any more: send it now.
   * @param {string} [key] of one of them; all without
   */
  hurry(key) {
    for (const change of this.#items.values()) {
      if (key === undefined || change.key === key) change.due_at = 0;
    }
    this.resume();
  }

  /**
   * Take what another tab of this person has told.
   * @param {ChangeNews} news
   */
  hear({ put, gone }) {
    if (gone) this.#items.delete(gone);
    if (put) {
      this.#items.set(put.id, put);
      // It sends by itself, unless it is closed before it can.
      setTimeout(() => this.resume(), OTHER_TAB + Math.max(0, put.due_at - Date.now()));
    }
    this.changed();
  }

  /** What waits, in the order of the wishes. */
  all() {
    return [...this.#items.values()];
  }

  /**
   * How a chat looks with everything that is wished of it.
   * @param {string} chatId
   * @returns {Partial<Chat>}
   */
  factsOf(chatId) {
    /** @type {Partial<Chat>} */
    const facts = {};
    for (const change of this.#items.values()) Object.assign(facts, change.facts?.[chatId]);
    return facts;
  }

  /** The chats that are about to be deleted. */
  leaving() {
    return new Set(this.all().flatMap(({ hides }) => (hides === undefined ? [] : [hides])));
  }

  /**
   * Up to which seq a chat is about to lose its history.
   * @param {string} chatId
   */
  cutOf(chatId) {
    return Math.max(0, ...this.all().map(({ cuts }) => (cuts?.chat_id === chatId ? cuts.seq : 0)));
  }

  /**
   * Send what can go now.
   * @param {number} patience for the answers, in ms
   * @returns {Promise<number>} how much the server does not know then
   */
  async drain(patience) {
    this.hurry();
    await Promise.race([this.#work, new Promise((resolve) => setTimeout(resolve, patience))]);
    return this.#items.size;
  }

  /** There is a connection again, or something has become due. */
  resume() {
    if (!this.#busy) this.#work = this.#sendDue();
    return this.#work;
  }

  async #sendDue() {
    this.#busy = true;
    try {
      let change = this.#next();
      while (change && (await this.#deliver(change))) change = this.#next();
    } finally {
      this.#busy = false;
      this.#sending = null;
    }
    for (const change of this.#items.values()) if (change.due_at > Date.now()) this.#plan(change);
  }

  #next() {
    const now = Date.now();
    return this.all().find(({ due_at }) => due_at <= now);
  }

  /** @param {Change} change */
  #plan({ due_at }) {
    setTimeout(() => this.resume(), Math.max(0, due_at - Date.now()));
  }

  /**
   * @param {Change} change
   * @returns {Promise<boolean>} whether to go on with what waits
   */
  async #deliver(change) {
    this.#sending = change.id;
    try {
      await this.#send(change);
      this.#end(change, null);
      return true;
    } catch (error) {
      if (error instanceof ConnectionLost) return false;
      if (!(error instanceof RequestFailed)) throw error;
      const pause = pauseAfter(error);
      if (pause === null) this.#end(change, error);
      else await new Promise((resolve) => setTimeout(resolve, pause));
      return true;
    }
  }

  /**
   * @param {Change} change
   * @param {RequestFailed | null} failure
   */
  #end(change, failure) {
    this.#drop(change.id);
    this.#settled(change, failure);
  }

  /** @param {string} id */
  #drop(id) {
    if (!this.#items.delete(id)) return;
    this.#store.write("changes", [], [id]);
    this.#tell({ gone: id });
    this.changed();
  }
}
