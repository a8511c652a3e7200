// @ts-check

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Store */

/**
 * What a person is in the middle of, one thing a chat, kept as long as the tab.
 * @template {object} T
 */
export class KeptByTab {
  /** @type {Map<string, T>} */
  #kept;
  #key;
  #storage;

  /**
   * @param {string} key under which the storage has it
   * @param {Store | null} storage
   */
  constructor(key, storage) {
    this.#key = key;
    this.#storage = storage;
    this.#kept = new Map(read(key, storage));
  }

  /** @param {string} chatId */
  get(chatId) {
    return this.#kept.get(chatId) ?? null;
  }

  /**
   * @param {string} chatId
   * @param {T} thing
   */
  set(chatId, thing) {
    this.#kept.set(chatId, thing);
    this.#write();
  }

  /** @param {string} chatId of a chat where it is done */
  drop(chatId) {
    if (this.#kept.delete(chatId)) this.#write();
  }

  clear() {
    this.#kept.clear();
    this.#storage?.removeItem(this.#key);
  }

  #write() {
    try {
      this.#storage?.setItem(this.#key, JSON.stringify([...this.#kept]));
    } catch {
      // Full or switched off: it lasts until the next reload.
    }
  }
}

/**
 * @param {string} key
 * @param {Pick<Storage, "getItem"> | null} storage
 */
function read(key, storage) {
  try {
    return JSON.parse(storage?.getItem(key) ?? "[]");
  } catch {
    return [];
  }
}
