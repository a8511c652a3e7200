// @ts-check
/** Small pieces of text that several elements show. */

import { isNotices } from "../models/chat.js";
import { t } from "../texts.js";
import { lastSeen } from "../times.js";

/** @typedef {import("../models/objects.js").Chat} Chat */

/** @param {Chat} chat */
export function titleOf(chat) {
  if (chat.kind === "saved") return t("Saved messages");
  if (chat.peer?.deleted) return t("Deleted account");
  return isNotices(chat) ? t("Service notices") : chat.title;
}

/**
 * What stands under the title: whether the other is here, or was.
 * @param {Chat} chat
 */
export function presenceOf(chat) {
  const { kind, peer } = chat;
  if (kind === "saved") return t("only you can read this");
  if (isNotices(chat)) return t("messages of this server");
  if (!peer || peer.deleted) return "";
  if (peer.online) return t("online");
  return peer.last_seen ? lastSeen(peer.last_seen) : `@${peer.username}`;
}
