// @ts-check

import { isMuted, isUnread } from "./chat.js";
import { isIn } from "./folders.js";
import { Observable } from "./observable.js";

/**
 * @typedef {import("./chats.js").Chats} Chats
 * @typedef {import("./folders.js").Folders} Folders
 * @typedef {import("./objects.js").Chat} Chat
 * @typedef {import("./objects.js").Folder} Folder
 *
 * @typedef {object} UnreadChats
 * @property {number} count of chats in which something is unread
 * @property {boolean} isLive whether one of them is not muted
 */

export const ALL = "all";
export const ARCHIVE = "archive";

/** Which part of the list is on the screen: all chats, the archive or a folder. */
export class ListView extends Observable {
  /** `ALL`, `ARCHIVE` or the id of a folder. */
  place = ALL;
  /** @type {string | null} the chat that is open */
  openChatId = null;
  #chats;
  #folders;

  /**
   * @param {Chats} chats
   * @param {Folders} folders
   */
  constructor(chats, folders) {
    super();
    this.#chats = chats;
    this.#folders = folders;
    folders.watch(() => this.#stay());
  }

  /** @param {string} place */
  open(place) {
    if (place === this.place) return;
    this.place = place;
    this.changed();
  }

  /** Go back to all chats; false where they are shown already. */
  goHome() {
    const away = this.place !== ALL;
    this.open(ALL);
    return away;
  }

  /** The folder on the screen; undefined where none is. */
  get folder() {
    return this.#folders.get(this.place);
  }

  /**
   * The chats of a place, the one on the screen without one, in the order of the list.
   * @returns {Chat[]}
   */
  chats(place = this.place) {
    return this.#chats.ordered().filter(this.#belongs(place));
  }

  /** The chats in the archive, in the order of the list. */
  archived() {
    return this.chats(ARCHIVE);
  }

  /**
   * @param {string} place
   * @returns {UnreadChats}
   */
  unreadIn(place) {
    const unread = this.#chats.shown().filter(isUnread).filter(this.#belongs(place));
    return { count: unread.length, isLive: unread.some((chat) => !isMuted(chat)) };
  }

  /**
   * @param {string} place
   * @returns {(chat: Chat) => boolean}
   */
  #belongs(place) {
    const folder = this.#folders.get(place);
    if (folder) return (chat) => isIn(chat, folder, this.openChatId);
    return ({ archived }) => archived === (place === ARCHIVE);
  }

  /** A folder that is gone, perhaps on another device, can't stay on the screen. */
  #stay() {
    if (![ALL, ARCHIVE].includes(this.place) && !this.folder) this.goHome();
  }
}
