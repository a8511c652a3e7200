// @ts-check
/** Small pieces of text that several elements show. */

import { isNotices } from "../models/chat.js";
import { t, tn } from "../texts.js";
import { lastSeen } from "../times.js";
import { sendersOf } from "./senders.js";

/** @typedef {import("../models/objects.js").Chat} Chat */

/** @param {Pick<Chat, "kind" | "title" | "peer"> & {role?: string}} chat */
export function titleOf(chat) {
  if (chat.kind === "saved") return t("Saved messages");
  if (chat.peer?.deleted) return t("Deleted account");
  return isNotices(chat) ? t("Service notices") : chat.title;
}

/** As the catalogues have it; a page knows the texts of one language. */
const SAVED_NAMES = ["Saved messages", "Избранное"];

/**
 * By what a chat is found: the saved messages by their name in any language of the interface.
 * @param {Pick<Chat, "kind" | "title" | "peer"> & {role?: string}} chat
 */
export function searchNames(chat) {
  return chat.kind === "saved" ? SAVED_NAMES.join(" ") : titleOf(chat);
}

/**
 * Whether there is more to a chat than what is written in it.
 * @param {Chat} chat
 */
export function hasInfo(chat) {
  if (!chat.peer) return chat.kind === "group" || chat.kind === "saved";
  return !chat.peer.deleted && !isNotices(chat);
}

/** @param {Chat} chat */
export function infoTitle({ kind }) {
  if (kind === "saved") return t("About saved messages");
  return kind === "group" ? t("About the group") : t("About the person");
}

/**
 * Who is writing there now; in a group by name.
 * @param {import("../models/messenger.js").Messenger} messenger
 * @param {Chat} chat
 * @returns {string} empty where nobody is
 */
export function typingIn(messenger, chat) {
  const writing = messenger.typing.in(chat.id);
  const senders = sendersOf(messenger, chat);
  if (writing.length === 0 || !senders) return writing.length > 0 ? t("typing…") : "";
  const name = senders.nameOf(writing[0]);
  if (!name) return t("typing…");
  return writing.length === 1
    ? t("{name} is typing…", { name })
    : t("{name} and others are typing…", { name });
}

/**
 * What stands under the title: whether the other is here, or was.
 * @param {Pick<Chat, "kind" | "peer" | "member_count"> & {role?: string}} chat
 */
export function presenceOf(chat) {
  const { kind, peer } = chat;
  if (kind === "saved") return t("only you can read this");
  if (isNotices(chat)) return t("messages of this server");
  if (kind === "group") return tn("{n} member", "{n} members", chat.member_count ?? 0);
  if (!peer || peer.deleted) return "";
  if (peer.online) return t("online");
  return peer.last_seen ? lastSeen(peer.last_seen) : `@${peer.username}`;
}
