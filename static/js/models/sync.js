// @ts-check

import { Backoff } from "../backoff.js";
import { ConnectionLost } from "../failures.js";
import { Observable } from "./observable.js";

/** A frame of the protocol holds about this many chats with their versions. */
const MOST_CHATS = 1500;

/** @typedef {import("./objects.js").SyncReply} SyncReply */

/** Fetches what was missed, page after page, until nothing is missing. */
export class Sync extends Observable {
  /** Whether a gap is being filled now. */
  busy = false;
  #wanted = false;
  #backoff = new Backoff();
  #request;
  #ledger;
  #apply;

  /**
   * @param {object} parts
   * @param {(op: string, data: object) => Promise<any>} parts.request without keeping
   * @param {import("./ledger.js").Ledger} parts.ledger
   * @param {(reply: SyncReply) => void} parts.apply
   */
  constructor({ request, ledger, apply }) {
    super();
    this.#request = request;
    this.#ledger = ledger;
    this.#apply = apply;
  }

  /** Fill every gap; calls while one runs join it. */
  async run() {
    this.#wanted = true;
    if (this.busy) return;
    this.#setBusy(true);
    try {
      while (this.#wanted) await this.#page();
    } catch (error) {
      // After a lost connection the next hello calls again.
      if (!(error instanceof ConnectionLost)) setTimeout(() => this.run(), this.#backoff.next());
    } finally {
      this.#setBusy(false);
    }
  }

  async #page() {
    this.#wanted = false;
    const chats = Object.fromEntries(Object.entries(this.#ledger.versions()).slice(-MOST_CHATS));
    /** @type {SyncReply} */
    const reply = await this.#request("sync", { state: this.#ledger.state, chats });
    this.#backoff.reset();
    this.#apply(reply);
    for (const chatId of reply.removed) this.#ledger.forget(chatId);
    for (const { chat, version } of reply.chats) this.#ledger.reachVersion(chat.id, version);
    // An event that came meanwhile may be newer than what was just applied over it.
    const overtaken = reply.state < this.#ledger.state;
    this.#ledger.reachState(reply.state);
    if (overtaken || reply.chats.some(({ more }) => more)) this.#wanted = true;
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    this.busy = busy;
    this.changed();
  }
}
