// @ts-check

import { ConnectionLost, RequestFailed } from "../failures.js";
import { newClientId } from "./client-id.js";
import { Observable } from "./observable.js";

const RETRY = 2_000;

/**
 * @typedef {import("./objects.js").Message} Message
 * @typedef {import("./objects.js").OutgoingMessage} OutgoingMessage
 *
 * @typedef {object} OutboxStore Where messages wait, in the order they were put.
 * @property {(item: OutgoingMessage) => Promise<void>} put
 * @property {(clientId: string) => Promise<void>} remove
 * @property {() => Promise<OutgoingMessage[]>} all
 */

/**
 * One's own messages on their way: each is sent until the server has it, in order, exactly once.
 *
 * The server stores a client_id once, so the same message can be sent again after any doubt. One
 * message of a chat is under way at a time, or a refused one could be overtaken by the next.
 */
export class Outbox extends Observable {
  /** @type {Map<string, OutgoingMessage>} */
  #items = new Map();
  /** @type {Set<string>} chats whose messages are being sent now */
  #busy = new Set();
  #send;
  #delivered;
  #store;

  /**
   * @param {object} parts
   * @param {(item: OutgoingMessage) => Promise<Message>} parts.send
   * @param {(message: Message) => void} parts.delivered called once the server has it
   * @param {OutboxStore} parts.store
   */
  constructor({ send, delivered, store }) {
    super();
    this.#send = send;
    this.#delivered = delivered;
    this.#store = store;
  }

  /** Take up what an earlier page has left. */
  async restore() {
    for (const item of await this.#store.all()) this.#items.set(item.client_id, item);
    this.resume();
    this.changed();
  }

  /**
   * What waits or has failed in a chat, oldest first.
   * @param {string} chatId
   */
  of(chatId) {
    return [...this.#items.values()].filter(({ chat_id }) => chat_id === chatId);
  }

  /**
   * @param {string} chatId
   * @param {string} text
   */
  add(chatId, text) {
    const created_at = new Date().toISOString();
    this.#put({ client_id: newClientId(), chat_id: chatId, text, created_at, status: "waiting" });
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
    this.#put({ ...item, status: "waiting", reason: undefined });
    this.#run(item.chat_id);
  }

  /** @param {string | null} clientId of a message that has arrived, or that is given up */
  drop(clientId) {
    if (!(clientId && this.#items.delete(clientId))) return;
    this.#store.remove(clientId);
    this.changed();
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
    return this.of(chatId).find(({ status }) => status === "waiting");
  }

  /**
   * @param {OutgoingMessage} item
   * @returns {Promise<boolean>} whether to go on with what waits
   */
  async #deliver(item) {
    try {
      const message = await this.#send(item);
      this.#delivered(message);
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
    if (error.status === 429 || error.status >= 500) {
      const wait = error.retryAfter === undefined ? RETRY : error.retryAfter * 1000;
      await new Promise((resolve) => setTimeout(resolve, wait));
    } else if (this.#items.has(item.client_id)) {
      this.#put({ ...item, status: "failed", reason: error.code });
    }
  }

  /** @param {OutgoingMessage} item */
  #put(item) {
    this.#items.set(item.client_id, item);
    this.#store.put(item);
    this.changed();
  }
}
