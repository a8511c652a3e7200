// @ts-check

/** @typedef {import("./conversation.js").Place} Place */

const KEY = "messenger.places";
const MOST = 100;

/** Where a person was in each chat, kept as long as the tab: a reload leads back to it. */
export class Places {
  /** @type {Map<string, Place & {lastSeq: number}>} the chat left last stands last */
  #places;
  #storage;

  /** @param {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} storage */
  constructor(storage) {
    this.#storage = storage;
    this.#places = new Map(read(storage));
  }

  /** @param {string} chatId */
  get(chatId) {
    return this.#places.get(chatId) ?? null;
  }

  /**
   * @param {string} chatId
   * @param {Place | null} place null at the end, which needs no memory
   * @param {number} lastSeq of the chat now
   */
  set(chatId, place, lastSeq) {
    this.#places.delete(chatId);
    if (place) this.#places.set(chatId, { ...place, lastSeq });
    const [oldest] = this.#places.keys();
    if (this.#places.size > MOST) this.#places.delete(oldest);
    this.#write(JSON.stringify([...this.#places]));
  }

  clear() {
    this.#places.clear();
    this.#storage?.removeItem(KEY);
  }

  /** @param {string} text */
  #write(text) {
    try {
      this.#storage?.setItem(KEY, text);
    } catch {
      // Full or switched off: the places last until the next reload.
    }
  }
}

/**
 * @param {Pick<Storage, "getItem"> | null} storage
 * @returns {[string, Place & {lastSeq: number}][]}
 */
function read(storage) {
  try {
    return JSON.parse(storage?.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}
