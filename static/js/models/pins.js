// @ts-check

import { Observable } from "./observable.js";

/** @typedef {import("./objects.js").Message} Message */

/** @type {Message[]} */
const NONE = [];

/** The pinned messages of the chats that were opened, the newest message first. */
export class Pins extends Observable {
  /** @type {Map<string, Message[]>} */
  #byChat = new Map();
  #ask;

  /** @param {(chatId: string) => Promise<{messages: Message[]} | null>} ask the server; null where it cannot be asked now */
  constructor(ask) {
    super();
    this.#ask = ask;
  }

  /** @param {string | null} chatId */
  of(chatId) {
    return this.#byChat.get(chatId ?? "") ?? NONE;
  }

  /** @param {string} chatId */
  async load(chatId) {
    const reply = await this.#ask(chatId);
    if (reply) this.#put(chatId, reply.messages);
  }

  /**
   * After a break of the connection nothing is known but what is asked again.
   * @param {string | null} chatId of the open chat
   */
  async refresh(chatId) {
    for (const known of this.#byChat.keys()) if (known !== chatId) this.#byChat.delete(known);
    if (chatId !== null) await this.load(chatId);
  }

  /** @param {Message} message that has changed: another text, pinned now or no more */
  see(message) {
    const known = this.#byChat.get(message.chat_id);
    if (!known) return;
    const isKnown = known.some(({ seq }) => seq === message.seq);
    if (!message.pinned && isKnown) this.hide(message.chat_id, [message.seq]);
    else if (isKnown) {
      const changed = known.map((each) => (each.seq === message.seq ? message : each));
      this.#put(message.chat_id, changed);
    }
    // It may be one that this person does not see: the server knows.
    else if (message.pinned) this.load(message.chat_id);
  }

  /**
   * @param {string} chatId
   * @param {number[]} seqs that are not pinned any more, or not seen
   */
  hide(chatId, seqs) {
    const known = this.of(chatId);
    const left = known.filter(({ seq }) => !seqs.includes(seq));
    if (left.length < known.length) this.#put(chatId, left);
  }

  /** @param {string} chatId that is gone, or was emptied */
  forget(chatId) {
    if (this.#byChat.delete(chatId)) this.changed();
  }

  /**
   * @param {string} chatId
   * @param {Message[]} messages
   */
  #put(chatId, messages) {
    this.#byChat.set(chatId, messages);
    this.changed();
  }
}
