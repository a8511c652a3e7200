// @ts-check

const KEY = "messenger.edits";

/**
 * @typedef {object} Edit What a person has made of one of their messages so far.
 * @property {number} seq of the message
 * @property {string} text
 */

/** Messages that are being rewritten, one a chat, kept as long as the tab. */
export class Edits {
  /** @type {Map<string, Edit>} */
  #edits;
  #storage;

  /** @param {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} storage */
  constructor(storage) {
    this.#storage = storage;
    this.#edits = new Map(read(storage));
  }

  /** @param {string} chatId */
  get(chatId) {
    return this.#edits.get(chatId) ?? null;
  }

  /**
   * @param {string} chatId
   * @param {Edit} edit
   */
  set(chatId, edit) {
    this.#edits.set(chatId, edit);
    this.#write();
  }

  /** @param {string} chatId of a chat where nothing is being rewritten any more */
  drop(chatId) {
    if (this.#edits.delete(chatId)) this.#write();
  }

  clear() {
    this.#edits.clear();
    this.#storage?.removeItem(KEY);
  }

  #write() {
    try {
      this.#storage?.setItem(KEY, JSON.stringify([...this.#edits]));
    } catch {
      // Full or switched off: they last until the next reload.
    }
  }
}

/**
 * @param {Pick<Storage, "getItem"> | null} storage
 * @returns {[string, Edit][]}
 */
function read(storage) {
  try {
    return JSON.parse(storage?.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}
