// @ts-check

import { ConnectionLost, pauseAfter, RequestFailed } from "../failures.js";
import { newClientId } from "./client-id.js";
import { Observable } from "./observable.js";

/** So long another tab has for sending what it took, before this one does it too. */
const OTHER_TAB = 5_000;

/**
 * @typedef {import("./objects.js").Message} Message
 * @typedef {import("./objects.js").OutgoingMessage} OutgoingMessage
 *
 * @typedef {Pick<import("./local-store.js").LocalStore, "all" | "write">} OutboxStore
 * @typedef {{put?: OutgoingMessage, gone?: string}} OutboxNews
 */

/**
 * One's own messages, and their new texts, on their way: each is sent until the server has it, in order, exactly once.
 *
 * A message with files has its turn once the server has all of them (`uploads.js`); what was written
 * after it goes first meanwhile.
 *
 * The server stores a client_id once, so the same message can be sent again after any doubt, and
 * by any tab. One message of a chat is under way at a time, or a refused one could be overtaken by
 * the next.
 */
export class Outbox extends Observable {
  /** @type {Map<string, OutgoingMessage>} */
  #items = new Map();
  /** @type {Set<string>} chats whose messages are being sent now */
  #busy = new Set();
  /** When the last one was written, in epoch ms. */
  #last = 0;
  #send;
  #delivered;
  #store;
  #tell;

  /**
   * @param {object} parts
   * @param {(item: OutgoingMessage) => Promise<any>} parts.send the server's reply
   * @param {(reply: any, item: OutgoingMessage) => void} parts.delivered called once the server has
   *   it
   * @param {OutboxStore} parts.store
   * @param {(news: OutboxNews) => void} [parts.tell] called with what other tabs should hear
   */
  constructor({ send, delivered, store, tell = () => {} }) {
    super();
    this.#send = send;
    this.#delivered = delivered;
    this.#store = store;
    this.#tell = tell;
  }

  /** Take up what an earlier page has left; `resume` sends it. */
  async restore() {
    /** @type {OutgoingMessage[]} */
    const left = await this.#store.all("outbox");
    left.sort((a, b) => (order(a) < order(b) ? -1 : 1));
    for (const item of left) this.#items.set(item.client_id, item);
    this.changed();
  }

  /**
   * Take what another tab of this person has told.
   * @param {OutboxNews} news
   */
  hear({ put, gone }) {
    if (gone) this.#items.delete(gone);
    if (put) {
      const { attachments } = this.#items.get(put.client_id) ?? {};
      this.#items.set(put.client_id, attachments ? { ...put, attachments } : put);
      // It sends by itself, unless it is closed before it can.
      setTimeout(() => this.#run(put.chat_id), OTHER_TAB);
    }
    this.changed();
  }

  /** The messages with files, oldest first. */
  withFiles() {
    return [...this.#items.values()].filter(({ files }) => files);
  }

  /**
   * @param {string} clientId
   * @param {Partial<OutgoingMessage>} facts what is true of a message now; of one that is gone nothing
   */
  amend(clientId, facts) {
    const item = this.#items.get(clientId);
    if (!item) return;
    this.#put({ ...item, ...facts });
    this.#run(item.chat_id);
  }

  /**
   * @param {string} clientId
   * @param {OutgoingMessage["attachments"]} attachments how its files look, at this page alone
   */
  show(clientId, attachments) {
    const item = this.#items.get(clientId);
    if (!item) return;
    this.#items.set(clientId, { ...item, attachments });
    this.changed();
  }

  /** How many are on their way, or have failed. */
  get size() {
    return this.#items.size;
  }

  /**
   * The new messages of a chat that wait or have failed, oldest first.
   * @param {string} chatId
   */
  of(chatId) {
    return this.#all(chatId).filter(({ edits }) => edits === undefined);
  }

  /**
   * The new texts of messages of a chat that wait or have failed, by seq.
   * @param {string} chatId
   * @returns {Map<number, OutgoingMessage>}
   */
  editsOf(chatId) {
    /** @type {Map<number, OutgoingMessage>} */
    const found = new Map();
    for (const item of this.#all(chatId)) if (item.edits !== undefined) found.set(item.edits, item);
    return found;
  }

  /**
   * @param {string} chatId
   * @param {string} text
   * @param {Pick<OutgoingMessage, "format" | "forwards" | "forwarded_from" | "reply_to" | "silent" | "send_at" | "files" |
   *   "sticker">} [facts] what it repeats or answers, what goes with it, and how it is sent
   */
  add(chatId, text, facts = {}) {
    const created_at = this.#now();
    const client_id = newClientId();
    this.#put({ client_id, chat_id: chatId, text, created_at, status: "waiting", ...facts });
    this.#run(chatId);
  }

  /**
   * Give a message another text; one that still waits for it is not sent.
   * @param {string} chatId
   * @param {number} seq
   * @param {string} text
   * @param {import("./objects.js").Format} [format] how it is written; as before without
   */
  edit(chatId, seq, text, format) {
    this.drop(this.editsOf(chatId).get(seq)?.client_id ?? null);
    const created_at = this.#now();
    const client_id = newClientId();
    const facts = { edits: seq, text, format, created_at };
    this.#put({ client_id, chat_id: chatId, ...facts, status: "waiting" });
    this.#run(chatId);
  }

  /** There is a connection again. */
  resume() {
    for (const chatId of new Set([...this.#items.values()].map(({ chat_id }) => chat_id))) {
      this.#run(chatId);
    }
  }

  /** @param {string} clientId of a failed message, to send after all */
  retry(clientId) {
    const item = this.#items.get(clientId);
    if (!item) return;
    this.#items.delete(clientId); // It goes to the end: what was said since keeps its place.
    const created_at = this.#now();
    this.#put({ ...item, created_at, status: "waiting", reason: undefined });
    this.#run(item.chat_id);
  }

  /** @param {string | null} clientId of a message that has arrived, or that is given up */
  drop(clientId) {
    if (!(clientId && this.#items.delete(clientId))) return;
    this.#store.write("outbox", [], [clientId]);
    this.#tell({ gone: clientId });
    this.changed();
  }

  /** Later than anything before: what was written in one moment keeps its order in the store. */
  #now() {
    this.#last = Math.max(Date.now(), this.#last + 1);
    return new Date(this.#last).toISOString();
  }

  /** @param {string} chatId */
  async #run(chatId) {
    if (this.#busy.has(chatId)) return;
    this.#busy.add(chatId);
    try {
      let item = this.#next(chatId);
      while (item && (await this.#deliver(item))) item = this.#next(chatId);
    } finally {
      this.#busy.delete(chatId);
    }
  }

  /** @param {string} chatId */
  #next(chatId) {
    return this.#all(chatId).find((item) => item.status === "waiting" && isHere(item));
  }

  /** @param {string} chatId */
  #all(chatId) {
    return [...this.#items.values()].filter(({ chat_id }) => chat_id === chatId);
  }

  /**
   * @param {OutgoingMessage} item
   * @returns {Promise<boolean>} whether to go on with what waits
   */
  async #deliver(item) {
    try {
      const reply = await this.#send(item);
      this.#delivered(reply, item);
      this.drop(item.client_id);
      return true;
    } catch (error) {
      if (error instanceof ConnectionLost) return false;
      if (!(error instanceof RequestFailed)) throw error;
      await this.#refused(item, error);
      return true;
    }
  }

  /**
   * @param {OutgoingMessage} item
   * @param {RequestFailed} error
   */
  async #refused(item, error) {
    const pause = pauseAfter(error);
    if (pause !== null) await new Promise((resolve) => setTimeout(resolve, pause));
    else if (this.#items.has(item.client_id)) {
      this.#put({ ...item, status: "failed", reason: error.code });
    }
  }

  /** @param {OutgoingMessage} item */
  #put(item) {
    this.#items.set(item.client_id, item);
    const kept = item.files ? { ...item, attachments: undefined } : item;
    this.#store.write("outbox", [kept]);
    this.#tell({ put: kept });
    this.changed();
  }
}

/**
 * Whether the server has all of its files.
 * @param {OutgoingMessage} item
 */
function isHere({ files = [] }) {
  return files.every(({ media }) => media);
}

/** @param {OutgoingMessage} item */
function order({ created_at, client_id }) {
  return `${created_at} ${client_id}`;
}
