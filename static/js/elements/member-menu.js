// @ts-check

import { t } from "../texts.js";
import { icon } from "./late-icon.js";

/**
 * @typedef {import("../models/group-members.js").Member} Member
 * @typedef {import("../models/messenger.js").Messenger} Messenger
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").Role} Role
 * @typedef {import("./context-menu.js").MenuItem} MenuItem
 * @typedef {import("./model-element.js").ModelElement} ModelElement
 */

/** @type {Record<string, number>} who stands above whom */
const RANKS = { owner: 3, admin: 2, member: 1, read_only: 0 };

/**
 * What somebody is in a group; empty for who is nothing special.
 * @param {Role} role
 */
export function roleWords(role) {
  switch (role) {
    case "owner":
      return t("owner");
    case "admin":
      return t("administrator");
    case "read_only":
      return t("reader");
    default:
      return "";
  }
}

/**
 * What this person can do with somebody in a group.
 * @param {ModelElement} asker
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {Member} member
 * @returns {MenuItem[]}
 */
export function memberMenu(asker, messenger, chat, member) {
  const { user, role } = member;
  if (user.id === messenger.me?.id) return [];
  const { rights = [] } = chat;
  const isBelow = RANKS[chat.role] > RANKS[role];
  return [
    ...(user.deleted ? [] : [writeItem(messenger, user.id)]),
    ...(isBelow && rights.includes("roles") ? roleItems(messenger, chat, member) : []),
    ...(isBelow && rights.includes("own") && !user.deleted
      ? [dialogItem(asker, "hand-over", icon("crown"), t("Hand the group over"), chat, member)]
      : []),
    ...(isBelow && rights.includes("remove") ? removalItems(asker, chat, member) : []),
  ];
}

/**
 * @param {Messenger} messenger
 * @param {string} userId
 * @returns {MenuItem}
 */
function writeItem(messenger, userId) {
  const run = () => void messenger.openDirect(userId);
  return { picture: icon("message-circle"), label: t("Write"), run };
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {Member} member
 * @returns {MenuItem[]}
 */
function roleItems(messenger, chat, { user, role }) {
  const give = async (/** @type {Role} */ wanted) => {
    const facts = { chat_id: chat.id, user_id: user.id, role: wanted };
    const reply = await messenger.ask("members.set_role", facts);
    if (reply) messenger.dispatchEvent(new CustomEvent("members", { detail: chat.id }));
  };
  /** @type {[Role, unknown, string][]} */
  const roles = [
    ["admin", icon("shield"), t("Make an administrator")],
    ["member", icon("user"), t("Make a member")],
    ["read_only", icon("eye"), t("Let only read")],
  ];
  return roles
    .filter(([wanted]) => wanted !== role)
    .map(([wanted, picture, label]) => ({ picture, label, run: () => void give(wanted) }));
}

/**
 * @param {ModelElement} asker
 * @param {Chat} chat
 * @param {Member} member
 */
function removalItems(asker, chat, member) {
  return [
    dialogItem(
      asker,
      "remove-member",
      icon("user-minus"),
      t("Remove from the group"),
      chat,
      member,
    ),
    dialogItem(asker, "ban-member", icon("ban"), t("Remove and keep out"), chat, member),
  ].map((item) => ({ ...item, danger: true }));
}

/**
 * @param {ModelElement} asker
 * @param {string} dialog
 * @param {unknown} picture
 * @param {string} label
 * @param {Chat} chat
 * @param {Member} member
 * @returns {MenuItem}
 */
function dialogItem(asker, dialog, picture, label, chat, { user }) {
  const title = user.deleted ? t("Deleted account") : user.name;
  const facts = { chat_id: chat.id, user_id: user.id, title };
  return { picture, label, run: () => asker.askDialog(dialog, facts) };
}
