// @ts-check

import { bring, dressed } from "../bring.js";
import { deleteFolder, keepInFolder, moveFolder } from "../list-actions.js";
import { newClientId } from "../models/client-id.js";
import { MOST_CHATS, MOST_FOLDERS } from "../models/folders.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";

/**
 * @typedef {import("../models/messenger.js").Messenger} Messenger
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").Folder} Folder
 * @typedef {import("./context-menu.js").MenuItem} MenuItem
 * @typedef {import("./model-element.js").ModelElement} ModelElement
 */

const NO_RULES = {
  contacts: false,
  non_contacts: false,
  groups: false,
  unread_only: false,
  without_muted: false,
};

/**
 * Ask for the name and the content of a folder.
 * @param {ModelElement} asker
 * @param {Messenger} messenger
 * @param {Folder} folder
 */
async function editFolder(asker, messenger, folder) {
  messenger.folders.edited = folder;
  if (await bring(loadEditor())) asker.askDialog("folder");
}

/** Fetch what makes and changes a folder. */
export const loadEditor = () => dressed(import("./folder-editor.js"), "folder-editor");

/**
 * @param {ModelElement} asker
 * @param {Messenger} messenger
 * @param {string[]} [chatIds] that are in it from the beginning
 */
export function newFolder(asker, messenger, chatIds = []) {
  const folder = { id: newClientId(), title: "", chat_ids: chatIds, ...NO_RULES };
  editFolder(asker, messenger, folder);
}

/**
 * What can be done with a folder.
 * @param {ModelElement} asker
 * @param {Messenger} messenger
 * @param {Folder} folder
 * @returns {MenuItem[]}
 */
export function tabMenu(asker, messenger, folder) {
  const folders = messenger.folders.all();
  const at = folders.findIndex(({ id }) => id === folder.id);
  const edit = {
    picture: icon("pencil"),
    label: t("Edit folder"),
    run: () => editFolder(asker, messenger, folder),
  };
  const left = {
    picture: icon("arrow-left"),
    label: t("Move left"),
    run: () => moveFolder(messenger, folder, -1),
  };
  const right = {
    picture: icon("arrow-right"),
    label: t("Move right"),
    run: () => moveFolder(messenger, folder, 1),
  };
  const remove = {
    picture: icon("trash"),
    label: t("Delete folder"),
    danger: true,
    run: () => deleteFolder(messenger, folder),
  };
  const isLast = at === folders.length - 1;
  return [edit, ...(at > 0 ? [left] : []), ...(isLast ? [] : [right]), remove];
}

/**
 * The folders that a chat can be put into and taken out of.
 * @param {ModelElement} asker
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @returns {MenuItem}
 */
export function folderItem(asker, messenger, chat) {
  const folders = messenger.folders.all();
  const items = folders.map((folder) => choiceOf(messenger, folder, chat));
  if (folders.length < MOST_FOLDERS) {
    const run = () => newFolder(asker, messenger, [chat.id]);
    items.push({ picture: icon("plus"), label: t("New folder"), run });
  }
  return { picture: icon("folder"), label: t("Add to folder"), items };
}

/**
 * @param {Messenger} messenger
 * @param {Folder} folder
 * @param {Chat} chat
 * @returns {MenuItem}
 */
function choiceOf(messenger, folder, chat) {
  const isNamed = folder.chat_ids.includes(chat.id);
  const run = () => {
    if (!isNamed && folder.chat_ids.length >= MOST_CHATS) {
      messenger.notice(t("There are too many of them already."));
    } else keepInFolder(messenger, folder, chat, !isNamed);
  };
  return {
    picture: isNamed ? icon("check") : icon("folder"),
    label: folder.title,
    on: isNamed,
    run,
  };
}
