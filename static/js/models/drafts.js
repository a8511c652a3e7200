// @ts-check

const PAUSE = 1_000;

/**
 * Unfinished texts, one a chat; each is told to the server when the person pauses, and kept here
 * until the server has it.
 */
export class Drafts {
  /** @type {Map<string, string>} */
  #texts = new Map();
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  #timers = new Map();
  /** Chats whose text the server may not have, though the list shows it: it stands there at once.
   * @type {Set<string>} */
  #unsure = new Set();
  #known;
  #save;
  #store;

  /**
   * @param {object} parts
   * @param {(chatId: string) => string} parts.known the text that the server has
   * @param {(chatId: string, text: string) => Promise<boolean>} parts.save never fails; false where
   *   the server does not take the text, which stays here then
   * @param {Pick<import("./local-store.js").LocalStore, "all" | "write">} parts.store
   */
  constructor({ known, save, store }) {
    this.#known = known;
    this.#save = save;
    this.#store = store;
  }

  /** Take up what an earlier page could not tell the server any more. */
  async restore() {
    for (const { chat_id, text } of await this.#store.all("drafts")) {
      this.#unsure.add(chat_id);
      if (!this.#texts.has(chat_id)) this.#texts.set(chat_id, text);
      this.flush(chat_id);
    }
  }

  /** @param {string} chatId */
  get(chatId) {
    return this.#texts.get(chatId) ?? this.#known(chatId);
  }

  /**
   * @param {string} chatId
   * @param {string} text
   */
  set(chatId, text) {
    this.#texts.set(chatId, text);
    this.#store.write("drafts", [{ chat_id: chatId, text }]);
    clearTimeout(this.#timers.get(chatId));
    this.#timers.set(
      chatId,
      setTimeout(() => this.flush(chatId), PAUSE),
    );
  }

  /**
   * Tell the server now. Until it has answered the text here counts, not the echo of an older one.
   * @param {string} chatId
   */
  async flush(chatId) {
    clearTimeout(this.#timers.get(chatId));
    this.#timers.delete(chatId);
    const text = this.#texts.get(chatId);
    if (text === undefined) return;
    if (this.#unsure.has(chatId) || text !== this.#known(chatId)) {
      this.#unsure.add(chatId);
      if (!(await this.#save(chatId, text)) || this.#texts.get(chatId) !== text) return;
    }
    this.#unsure.delete(chatId);
    this.#texts.delete(chatId);
    this.#store.write("drafts", [], [chatId]);
  }

  /**
   * The chat is gone, and its unfinished text with it.
   * @param {string} chatId
   */
  forget(chatId) {
    clearTimeout(this.#timers.get(chatId));
    this.#timers.delete(chatId);
    this.#texts.delete(chatId);
    this.#unsure.delete(chatId);
    this.#store.write("drafts", [], [chatId]);
  }

  /** There is a connection again. */
  resume() {
    for (const chatId of this.#unsure) this.flush(chatId);
  }

  /** Tell the server everything: the page may be closing. */
  flushAll() {
    for (const chatId of [...this.#texts.keys()]) this.flush(chatId);
  }
}
