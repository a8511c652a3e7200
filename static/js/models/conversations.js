// @ts-check

import { Conversation } from "./conversation.js";

/** Conversations that stay loaded after they were left. */
const KEPT = 20;

/** The conversations in memory: those that were used last. */
export class Conversations {
  /** @type {Map<string, Conversation>} the one used last stands last */
  #byChat = new Map();
  #page;
  #editLost;
  #cutOf;

  /**
   * @param {object} parts
   * @param {ConstructorParameters<typeof Conversation>[1]} parts.page gives a page of a chat
   * @param {(chatId: string) => void} parts.editLost called when the message that is being
   *   rewritten was deleted
   * @param {(chatId: string) => number} parts.cutOf up to which seq a chat is about to be cleared
   */
  constructor({ page, editLost, cutOf }) {
    this.#page = page;
    this.#editLost = editLost;
    this.#cutOf = cutOf;
  }

  /**
   * The conversation of a chat; one not used for long is let go of.
   * @param {string} chatId
   */
  use(chatId) {
    const found = this.#byChat.get(chatId) ?? this.#make(chatId);
    this.#byChat.delete(chatId);
    this.#byChat.set(chatId, found);
    const [oldest] = this.#byChat.keys();
    if (this.#byChat.size > KEPT) this.#byChat.delete(oldest);
    return found;
  }

  /**
   * The conversation of a chat where one is in memory.
   * @param {string} chatId
   */
  get(chatId) {
    return this.#byChat.get(chatId);
  }

  all() {
    return [...this.#byChat.values()];
  }

  /** @param {string} chatId */
  forget(chatId) {
    this.#byChat.delete(chatId);
  }

  /** @param {string} chatId */
  #make(chatId) {
    const conversation = new Conversation(chatId, this.#page, this.#cutOf(chatId));
    conversation.addEventListener("edit-lost", () => this.#editLost(chatId));
    return conversation;
  }
}
