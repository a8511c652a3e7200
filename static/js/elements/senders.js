// @ts-check

import { names } from "../models/chat.js";
import { t } from "../texts.js";

/**
 * @typedef {import("../models/messenger.js").Messenger} Messenger
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").Message} Message
 *
 * @typedef {object} Sender
 * @property {string} id
 * @property {string} name empty while it is not known
 * @property {string | null} avatar
 */

/** Who writes in a group, as the person at this page sees them. */
export class Senders {
  #messenger;
  #chatId;

  /**
   * @param {Messenger} messenger
   * @param {string} chatId
   */
  constructor(messenger, chatId) {
    this.#messenger = messenger;
    this.#chatId = chatId;
  }

  get me() {
    return this.#messenger.me?.id ?? "";
  }

  /**
   * @param {string} userId
   * @param {number} [seq] of a message that names them
   * @returns {Sender}
   */
  of(userId, seq) {
    const user = this.#messenger.members.get(this.#chatId, userId, seq);
    const name = user?.deleted ? t("Deleted account") : (user?.name ?? "");
    return { id: userId, name, avatar: user?.avatar ?? null };
  }

  /**
   * @param {string} userId
   * @param {number} [seq] of a message that names them
   */
  nameOf = (userId, seq) => this.of(userId, seq).name;

  /**
   * Whether a message names the person at this page.
   * @param {Message | null} message
   */
  calls(message) {
    return message !== null && names(message, this.me);
  }
}

/**
 * Who writes in a chat; null where the chat itself says it.
 * @param {Messenger} messenger
 * @param {Chat | undefined} chat
 */
export function sendersOf(messenger, chat) {
  return chat?.kind === "group" ? new Senders(messenger, chat.id) : null;
}
