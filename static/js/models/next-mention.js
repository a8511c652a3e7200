// @ts-check

import { names } from "./chat.js";

/**
 * @typedef {import("./objects.js").Chat} Chat
 * @typedef {import("./objects.js").Message} Message
 */

/** The way from one unread message that names the person to the next, the oldest first. */
export class NextMention {
  /** The one that was shown last: it may take a moment until it counts as read. */
  #last = 0;
  #ask;

  /** @param {(data: object) => Promise<{seqs: number[]} | null>} ask answers null where it cannot */
  constructor(ask) {
    this.#ask = ask;
  }

  /**
   * The seq of the next one; null where there is none.
   * @param {Chat} chat
   * @param {Message[]} loaded what is known of it without the server
   * @param {string} me
   */
  async find(chat, loaded, me) {
    const after = Math.max(this.#last, chat.read_seq);
    const next =
      (await this.#first(chat, after, loaded, me)) ??
      (await this.#first(chat, chat.read_seq, loaded, me));
    this.#last = next ?? 0;
    return next;
  }

  /**
   * @param {Chat} chat
   * @param {number} after
   * @param {Message[]} loaded
   * @param {string} me
   */
  async #first({ id }, after, loaded, me) {
    const reply = await this.#ask({ chat_id: id, after, limit: 1 });
    if (reply) return reply.seqs[0] ?? null;
    const known = loaded.find(
      (message) => message.seq > after && message.sender_id !== me && names(message, me),
    );
    return known?.seq ?? null;
  }
}
