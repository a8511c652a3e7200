// @ts-check

import { keepContact, muteChat, pinChat } from "../actions.js";
import { isMuted, isNotices } from "../models/chat.js";
import { t } from "../texts.js";
import { icon } from "./icon.js";
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
  const run = () => pinChat(messenger, chat, !chat.pinned);
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
  const muted = isMuted(chat);
  const run = () => muteChat(messenger, chat, !muted);
  return [
    muted
      ? { picture: icon("bell"), label: t("Unmute"), run }
      : { picture: icon("bell-off"), label: t("Mute"), run },
  ];
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
  const [saved, notices] = [chat.kind === "saved", isNotices(chat)];
  const facts = { chat_id: chat.id, title: titleOf(chat), saved, notices };
  return {
    picture: icon("trash"),
    label: t("Delete chat"),
    danger: true,
    run: () => asker.askDialog("delete-chat", facts),
  };
}

/**
 * What can be done with a chat in the list.
 * @param {ModelElement} asker
 * @param {Messenger} messenger
 * @param {Chat} chat
 */
export function listMenu(asker, messenger, chat) {
  return [pinItem(messenger, chat), ...muteItems(messenger, chat), ...partingItems(asker, chat)];
}

/**
 * What can be done with the open chat.
 * @param {ModelElement} asker
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {{openCalendar: () => void, openInfo: () => void}} ways
 */
export function headerMenu(asker, messenger, chat, { openCalendar, openInfo }) {
  const about = { picture: icon("info-circle"), label: infoTitle(chat), run: openInfo };
  const calendar = { picture: icon("calendar"), label: t("Jump to date"), run: openCalendar };
  return [
    ...(hasInfo(chat) ? [about] : []),
    ...(chat.last_message ? [calendar] : []),
    ...muteItems(messenger, chat),
    ...personItems(asker, messenger, chat),
    ...partingItems(asker, chat),
  ];
}
