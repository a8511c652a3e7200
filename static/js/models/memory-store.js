// @ts-check

/** @typedef {import("./objects.js").OutgoingMessage} OutgoingMessage */

/** Keeps waiting messages as long as the page lives. */
export class MemoryStore {
  /** @type {Map<string, OutgoingMessage>} */
  #items = new Map();

  /** @param {OutgoingMessage} item */
  async put(item) {
    this.#items.set(item.client_id, item);
  }

  /** @param {string} clientId */
  async remove(clientId) {
    this.#items.delete(clientId);
  }

  async all() {
    return [...this.#items.values()];
  }
}
