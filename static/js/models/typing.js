// @ts-check

import { Observable } from "./observable.js";

const REPEAT = 3_000;
const EXPIRE = 6_000;

/** Tells the others that this person is typing: at most once in 3 s a chat. */
export class OwnTyping {
  /** @type {Map<string, number>} */
  #toldAt = new Map();
  #send;

  /** @param {(chatId: string, on: boolean) => void} send */
  constructor(send) {
    this.#send = send;
  }

  /** @param {string} chatId */
  typed(chatId) {
    const now = Date.now();
    if (now - (this.#toldAt.get(chatId) ?? -REPEAT) < REPEAT) return;
    this.#toldAt.set(chatId, now);
    this.#send(chatId, true);
  }

  /** @param {string} chatId where the text was cleared without sending it */
  stopped(chatId) {
    const toldAt = this.#toldAt.get(chatId);
    this.#toldAt.delete(chatId);
    if (toldAt !== undefined && Date.now() - toldAt < EXPIRE) this.#send(chatId, false);
  }

  /** @param {string} chatId where the message itself ends the typing for the others */
  sent(chatId) {
    this.#toldAt.delete(chatId);
  }
}

/** Who is typing where; each ends by itself after 6 s. */
export class OthersTyping extends Observable {
  /** @type {Map<string, Map<string, ReturnType<typeof setTimeout>>>} */
  #chats = new Map();

  /**
   * @param {string} chatId
   * @param {string} userId
   * @param {boolean} on
   */
  set(chatId, userId, on) {
    const people = this.#chats.get(chatId) ?? new Map();
    const was = people.has(userId);
    clearTimeout(people.get(userId));
    people.delete(userId);
    if (on)
      people.set(
        userId,
        setTimeout(() => this.set(chatId, userId, false), EXPIRE),
      );
    this.#chats.set(chatId, people);
    if (was !== on) this.changed();
  }

  /**
   * @param {string} chatId
   * @returns {string[]} user ids
   */
  in(chatId) {
    return [...(this.#chats.get(chatId)?.keys() ?? [])];
  }
}
