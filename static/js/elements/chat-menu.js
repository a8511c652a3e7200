// @ts-check

import { keepContact } from "../actions.js";
import {
  archiveChat,
  MOST_PINNED,
  markUnread,
  muteChat,
  pinChat,
  readChat,
} from "../list-actions.js";
import { isMuted, isNotices, isUnread } from "../models/chat.js";
import { t } from "../texts.js";
import { wishLater } from "../wish-later.js";
import { folderItem } from "./folder-menu.js";
import { icon } from "./late-icon.js";
import { hasInfo, infoTitle, titleOf } from "./words.js";

/**
 * @typedef {import("../models/messenger.js").Messenger} Messenger
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("./context-menu.js").MenuItem} MenuItem
 * @typedef {import("./model-element.js").ModelElement} ModelElement
 */

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @returns {MenuItem}
 */
function pinItem(messenger, chat) {
  const run = () => {
    if (!chat.pinned && messenger.chats.pinned().length >= MOST_PINNED) {
      messenger.notice(t("No more than {n} chats can be pinned.", { n: MOST_PINNED }));
    } else pinChat(messenger, chat, !chat.pinned);
  };
  return chat.pinned
    ? { picture: icon("pinned-off"), label: t("Unpin"), run }
    : { picture: icon("pin"), label: t("Pin"), run };
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @returns {MenuItem[]}
 */
export function muteItems(messenger, chat) {
  if (chat.kind === "saved") return [];
  const mute = (/** @type {number | null} */ hours) => () => muteChat(messenger, chat, hours);
  if (isMuted(chat)) return [{ picture: icon("bell"), label: t("Unmute"), run: mute(0) }];
  const items = [
    { picture: icon("clock"), label: t("For 1 hour"), run: mute(1) },
    { picture: icon("clock"), label: t("For 8 hours"), run: mute(8) },
    { picture: icon("bell-off"), label: t("Until I unmute it"), run: mute(null) },
  ];
  return [{ picture: icon("bell-off"), label: t("Mute"), items }];
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @returns {MenuItem}
 */
function readItem(messenger, chat) {
  return isUnread(chat)
    ? {
        picture: icon("message-check"),
        label: t("Mark as read"),
        run: () => readChat(messenger, chat),
      }
    : {
        picture: icon("message-circle-up"),
        label: t("Mark as unread"),
        run: () => markUnread(messenger, chat, true),
      };
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @returns {MenuItem}
 */
function archiveItem(messenger, chat) {
  const run = () => archiveChat(messenger, chat, !chat.archived);
  return chat.archived
    ? { picture: icon("archive-off"), label: t("Unarchive"), run }
    : { picture: icon("archive"), label: t("Archive"), run };
}

/**
 * @param {ModelElement} asker
 * @param {Chat} chat
 * @returns {MenuItem[]}
 */
function clearItems(asker, chat) {
  if (!chat.last_message) return [];
  const run = () => asker.askDialog("clear-history", factsOf(chat));
  return [{ picture: icon("eraser"), label: t("Clear history"), danger: true, run }];
}

/**
 * @param {ModelElement} asker
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @returns {MenuItem[]}
 */
export function personItems(asker, messenger, chat) {
  const { peer } = chat;
  if (!peer || peer.deleted || isNotices(chat)) return [];
  const { id, name, is_contact, is_blocked } = peer;
  const facts = { user_id: id, title: name };
  const keep = () => keepContact(messenger, id, !is_contact);
  return [
    is_contact
      ? { picture: icon("user-minus"), label: t("Remove from contacts"), run: keep }
      : { picture: icon("user-plus"), label: t("Add to contacts"), run: keep },
    is_blocked
      ? {
          picture: icon("lock-open"),
          label: t("Unblock"),
          run: () => asker.askDialog("unblock", facts),
        }
      : {
          picture: icon("ban"),
          label: t("Block"),
          danger: true,
          run: () => asker.askDialog("block", facts),
        },
  ];
}

/**
 * How one parts with a chat: a group is left, and deleted by whom it belongs to.
 * @param {ModelElement} asker
 * @param {Chat} chat
 * @returns {MenuItem[]}
 */
export function partingItems(asker, chat) {
  if (chat.kind !== "group") return [deleteItem(asker, chat)];
  const owns = chat.rights?.includes("own") === true;
  const facts = { chat_id: chat.id, title: titleOf(chat), owns };
  /** @type {MenuItem} */
  const leave = {
    picture: icon("logout"),
    label: t("Leave group"),
    danger: true,
    run: () => asker.askDialog("leave-group", facts),
  };
  if (!owns) return [leave];
  return [
    leave,
    {
      picture: icon("trash"),
      label: t("Delete group"),
      danger: true,
      run: () => asker.askDialog("delete-group", facts),
    },
  ];
}

/**
 * @param {ModelElement} asker
 * @param {Chat} chat
 * @returns {MenuItem}
 */
function deleteItem(asker, chat) {
  return {
    picture: icon("trash"),
    label: t("Delete chat"),
    danger: true,
    run: () => asker.askDialog("delete-chat", factsOf(chat)),
  };
}

/** @param {Chat} chat what a dialog must know of it */
function factsOf(chat) {
  const [saved, group, notices] = [chat.kind === "saved", chat.kind === "group", isNotices(chat)];
  return { chat_id: chat.id, title: titleOf(chat), saved, group, notices };
}

/**
 * What can be done with a chat in the list.
 * @param {ModelElement} asker
 * @param {Messenger} messenger
 * @param {Chat} chat
 */
export function listMenu(asker, messenger, chat) {
  return [
    readItem(messenger, chat),
    pinItem(messenger, chat),
    ...muteItems(messenger, chat),
    folderItem(asker, messenger, chat),
    archiveItem(messenger, chat),
    ...clearItems(asker, chat),
    ...partingItems(asker, chat),
  ];
}

/**
 * Also where nothing can be written any more: there it is what has failed.
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @returns {MenuItem[]}
 */
function scheduledItems(messenger, { id, scheduled }) {
  if (!scheduled) return [];
  const run = () => wishLater(messenger, (later) => later.openScheduled(id));
  return [{ picture: icon("calendar-time"), label: t("Scheduled messages"), run }];
}

/**
 * Reminders are one's own, and so stand with the chat that is.
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @returns {MenuItem[]}
 */
function reminderItems(messenger, { kind }) {
  if (kind !== "saved") return [];
  const run = () => wishLater(messenger, (later) => later.openReminders());
  return [{ picture: icon("bell"), label: t("Reminders"), run }];
}

/**
 * What can be done with the open chat.
 * @param {ModelElement} asker
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {{openCalendar: () => void, openInfo: () => void, openSearch: () => void}} ways
 */
export function headerMenu(asker, messenger, chat, { openCalendar, openInfo, openSearch }) {
  const search = { picture: icon("search"), label: t("Search"), run: () => openSearch() };
  const about = { picture: icon("info-circle"), label: infoTitle(chat), run: openInfo };
  const calendar = { picture: icon("calendar"), label: t("Jump to date"), run: openCalendar };
  return [
    ...(hasInfo(chat) ? [about] : []),
    ...(chat.last_message ? [search, calendar] : []),
    ...scheduledItems(messenger, chat),
    ...reminderItems(messenger, chat),
    ...muteItems(messenger, chat),
    ...personItems(asker, messenger, chat),
    archiveItem(messenger, chat),
    ...clearItems(asker, chat),
    ...partingItems(asker, chat),
  ];
}
