// @ts-check

import { LastUsed } from "./last-used.js";
import { SharedList } from "./shared-list.js";

/** @type {readonly import("./shared-list.js").SharedKind[]} in the order of their tabs */
export const KINDS = ["photo", "video", "file", "link", "voice"];

/** Chats of which the lists stay in memory. */
const KEPT = 10;

/**
 * @typedef {import("./objects.js").Message} Message
 * @typedef {import("./shared-list.js").SharedKind} SharedKind
 * @typedef {Record<SharedKind, SharedList>} SharedOfChat
 */

/** What was sent in the chats that a person has looked through at this page. */
export class SharedMedia {
  /** @type {LastUsed<SharedOfChat>} by chat */
  #lists;
  /** @type {Map<string, string>} the tab of every chat, also of those that are let go of */
  #tabs = new Map();

  /**
   * @param {EventTarget} messenger tells of `message` and `hidden`
   * @param {import("./shared-list.js").AskPage} ask for a page of a search
   */
  constructor(messenger, ask) {
    this.#lists = new LastUsed(KEPT, (chatId) => listsFor(chatId, ask));
    messenger.addEventListener("message", (event) => {
      this.#see(/** @type {CustomEvent} */ (event).detail);
    });
    messenger.addEventListener("hidden", (event) => {
      const { chat_id, seqs } = /** @type {CustomEvent} */ (event).detail;
      this.#hide(chat_id, seqs);
    });
  }

  /**
   * The lists of a chat; those of one not used for long are let go of.
   * @param {string} chatId
   */
  of(chatId) {
    return this.#lists.use(chatId);
  }

  /**
   * The tab of a chat that was looked at last.
   * @param {string} chatId
   */
  tabOf(chatId) {
    return this.#tabs.get(chatId);
  }

  /**
   * @param {string} chatId
   * @param {string} tab
   */
  chooseTab(chatId, tab) {
    this.#tabs.set(chatId, tab);
  }

  /** @param {Message} message */
  #see(message) {
    for (const list of this.#listsOf(message.chat_id)) list.see(message);
  }

  /**
   * @param {string} chatId
   * @param {number[] | null} seqs null for all of the chat
   */
  #hide(chatId, seqs) {
    for (const list of this.#listsOf(chatId)) {
      if (seqs) list.hide(seqs);
      else list.drop();
    }
  }

  /** @param {string} chatId */
  #listsOf(chatId) {
    return Object.values(this.#lists.get(chatId) ?? {});
  }
}

/**
 * @param {string} chatId
 * @param {import("./shared-list.js").AskPage} ask
 * @returns {SharedOfChat}
 */
function listsFor(chatId, ask) {
  const made = KINDS.map((kind) => [
    kind,
    new SharedList(kind, (query) => ask({ chat_id: chatId, ...query })),
  ]);
  return /** @type {any} */ (Object.fromEntries(made));
}
