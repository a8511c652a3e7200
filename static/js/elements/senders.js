// @ts-check

import { markdown } from "../markdown.js";
import { names } from "../models/chat.js";
import { t } from "../texts.js";

/** As many letters of a message as a line about it shows. */
const EXCERPT = 40;

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

/**
 * The beginning of a message where it is at hand; empty where it is not, or not any more.
 * @param {Messenger} messenger
 * @param {string} chatId
 * @param {number} seq
 */
function wordsOf(messenger, chatId, seq) {
  const said = [...(messenger.loaded(chatId)?.messages ?? []), ...messenger.pins.of(chatId)];
  const named = said.find((message) => message.seq === seq);
  const text = named ? markdown.wordsOf(named) : "";
  const line = Array.from(text.trim().split("\n", 1)[0]);
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT).join("").trimEnd()}…` : line.join("");
}

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

  /** @param {number} seq */
  wordsOf = (seq) => wordsOf(this.#messenger, this.#chatId, seq);

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

/**
 * What the author of a message is called, who may be this person.
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {Pick<Message, "sender_id" | "seq">} message
 */
export function authorName(messenger, chat, { sender_id, seq }) {
  if (sender_id === messenger.me?.id) return messenger.me.name;
  return namesIn(messenger, chat).nameOf(sender_id, seq) || t("Somebody");
}

/**
 * By which names a line of a chat tells what was done there.
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @returns {import("./service-words.js").Names}
 */
export function namesIn(messenger, chat) {
  return (
    sendersOf(messenger, chat) ?? {
      me: messenger.me?.id ?? "",
      nameOf: () => (chat.peer?.deleted ? t("Deleted account") : chat.title),
      wordsOf: (seq) => wordsOf(messenger, chat.id, seq),
    }
  );
}
