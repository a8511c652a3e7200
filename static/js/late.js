// @ts-check
/** What is not needed to show chats and messages, and comes when it is first wished for. */

import { bring, dressed } from "./bring.js";

/** The menus of chats, messages and folders, and the calendar. */
export const bringMenus = () => bring(menus());
/** The pane about the open chat. */
export const bringInfo = () => bring(info());
/** What a person wishes of this browser. */
export const bringSettings = () => bring(settings());
/** Whom a message may name, in a group; null without a connection: then one writes it by heart. */
export const fetchMentionList = () => mentionList().catch(() => null);
/** The word about what was deleted, with the way to take it back. */
export const bringUndoBar = () => bring(undoBar());

/** Have everything here, for a time without a connection. */
export async function bringAll() {
  for (const part of [menus, undoBar, settings, info, folderEditor, mentionList]) {
    await part().catch(() => {}); // Nobody has wished for it yet.
  }
}

const menus = () => dressed(import("./elements/menus.js"));
const info = () => dressed(import("./elements/chat-info.js"), "chat-info", "photo-dialog");
const folderEditor = async () => (await menus()).loadEditor();
const settings = () => dressed(import("./elements/settings-form.js"), "settings-form");
const mentionList = () => dressed(import("./elements/mention-list.js"), "mention-list");
const undoBar = () => dressed(import("./elements/undo-bar.js"), "undo-bar");
