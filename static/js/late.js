// @ts-check
/** What is not needed to show chats and messages, and comes when it is first wished for. */

import { bring, dressed } from "./bring.js";
import { markdown } from "./markdown.js";

/** The menus of chats, messages and folders, and the calendar. */
export const bringMenus = () => bring(menus());
/** The pane about the open chat. */
export const bringInfo = () => bring(info());
/** What a person wishes of this browser. */
export const bringSettings = () => bring(settings());
/** The way of messages to other chats. */
export const bringForward = () => bring(forward());
/** The bar of what is pinned; the person has not asked for it. */
export const bringPinnedBar = () => pinnedBar().catch(() => null);
/** Looking for words in the open chat. */
export const bringChatSearch = () => bring(chatSearch());
/** Messages among what the list finds; without them it finds chats and people. */
export const bringFoundMessages = () => import("./elements/found-messages.js").catch(() => null);
/** The photo of a group that is about to be made. */
export const bringNewGroupPhoto = () => bring(newGroupPhoto());
/** The word about what was deleted, with the way to take it back. */
export const bringUndoBar = () => bring(undoBar());

/** What a finger does with panes; it is wished for again with the next page. */
export const bringSwipes = () => import("./swipe-back.js").catch(() => null);
/** Whom a message may name; without it one writes a nick by heart. */
export const bringMentionList = () => mentionList().catch(() => null);
/** What formats marked words; without it one writes the marks. */
export const bringFormatBar = () => formatBar().catch(() => null);
/** The way to the next mention; it is wished for again with the next change. */
export const bringMentionButton = () => mentionButton().catch(() => null);

/** Have everything here, for a time without a connection. */
export async function bringAll() {
  const first = [
    reading,
    formatBar,
    menus,
    mentionList,
    mentionButton,
    undoBar,
    pinnedBar,
    pinnedList,
    forward,
  ];
  for (const part of [...first, chatSearch, settings, info, folderEditor, newGroupPhoto]) {
    await part().catch(() => {}); // Nobody has wished for it yet.
  }
}

const reading = () => markdown.bring();
const menus = () => dressed(import("./elements/menus.js"), "menus");
const info = () => dressed(import("./elements/chat-info.js"), "chat-info", "photo-dialog", "menus");
const folderEditor = async () => (await menus()).loadEditor();
const settings = () => dressed(import("./elements/settings-form.js"), "settings-form");
const newGroupPhoto = () => dressed(import("./elements/new-group-photo.js"), "new-group-photo");
const undoBar = () => dressed(import("./elements/undo-bar.js"), "undo-bar");
const mentionList = () => dressed(import("./elements/mention-list.js"), "mentions");
const formatBar = () => dressed(import("./elements/format-bar.js"), "format-bar");
const mentionButton = () => dressed(import("./elements/mention-button.js"), "menus");
const chatSearch = () => dressed(import("./elements/chat-search.js"), "chat-search");
const forward = () => dressed(import("./elements/forward-dialog.js"), "sheet");
const pinnedBar = () => dressed(import("./elements/pinned-bar.js"), "pinned-bar");
const pinnedList = async () => (await pinnedBar()).loadList();
