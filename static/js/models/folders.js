// @ts-check

import { isMuted, isUnread } from "./chat.js";
import { Observable } from "./observable.js";

/**
 * @typedef {import("./objects.js").Change} Change
 * @typedef {import("./objects.js").Chat} Chat
 * @typedef {import("./objects.js").Folder} Folder
 */

/** As many as the server keeps. */
export const MOST_FOLDERS = 20;
export const MOST_CHATS = 200;
export const LONGEST_TITLE = 24;

/** The person's folders: as the server has them, with what is still on its way to it. */
export class Folders extends Observable {
  /** @type {Folder[]} */
  #known = [];
  /** @type {Folder | null} the one that a dialog asks about */
  edited = null;
  #waiting;

  /** @param {() => Change[]} waiting */
  constructor(waiting) {
    super();
    this.#waiting = waiting;
  }

  /** As the server has told them. */
  get known() {
    return this.#known;
  }

  /** @param {Folder[]} folders */
  set(folders) {
    this.#known = folders;
    this.changed();
  }

  /** @returns {Folder[]} in their order */
  all() {
    return this.#waiting().reduce(withChange, this.#known);
  }

  /** @param {string} id */
  get(id) {
    return this.all().find((folder) => folder.id === id);
  }
}

/**
 * Whether a chat is in a folder. One that is named always is.
 * @param {Chat} chat
 * @param {Folder} folder
 * @param {string | null} [open] the chat on the screen, which reading does not take away
 */
export function isIn(chat, folder, open = null) {
  if (folder.chat_ids.includes(chat.id)) return true;
  if (chat.archived || !isOfKind(chat, folder)) return false;
  if (folder.without_muted && isMuted(chat)) return false;
  return !folder.unread_only || isUnread(chat) || chat.id === open;
}

/**
 * @param {Chat} chat
 * @param {Folder} folder
 */
function isOfKind({ kind, peer }, { contacts, non_contacts, groups }) {
  if (kind === "group") return groups;
  if (kind !== "direct" || !peer) return false;
  return peer.is_contact ? contacts : non_contacts;
}

/**
 * What folders are with one more change.
 * @param {Folder[]} folders
 * @param {Change} change
 * @returns {Folder[]}
 */
function withChange(folders, { op, data }) {
  switch (op) {
    case "folders.set":
      return withFolder(folders, data);
    case "folders.delete":
      return folders.filter(({ id }) => id !== data.folder_id);
    case "folders.keep_chat":
      return folders.map((folder) =>
        folder.id === data.folder_id ? withChat(folder, data) : folder,
      );
    case "folders.order":
      return inOrder(folders, data.folder_ids);
    default:
      return folders;
  }
}

/**
 * @param {Folder[]} folders
 * @param {any} data
 */
function withFolder(folders, { folder_id: id, ...content }) {
  const made = { id, ...content };
  const isThere = folders.some((folder) => folder.id === id);
  if (!isThere) return [...folders, made];
  return folders.map((folder) => (folder.id === id ? made : folder));
}

/**
 * @param {Folder} folder
 * @param {any} data
 */
function withChat(folder, { chat_id: chatId, on }) {
  const others = folder.chat_ids.filter((id) => id !== chatId);
  return { ...folder, chat_ids: on ? [...others, chatId] : others };
}

/**
 * @param {Folder[]} folders
 * @param {string[]} ids
 */
function inOrder(folders, ids) {
  const place = (/** @type {Folder} */ { id }) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  return [...folders].sort((a, b) => place(a) - place(b));
}
