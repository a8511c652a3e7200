// @ts-check
/** Small pieces of text that several elements show. */

import { t } from "../texts.js";
import { lastSeen } from "../times.js";

/** @typedef {import("../models/objects.js").Chat} Chat */

/** @param {Chat} chat */
export function titleOf(chat) {
  if (chat.peer?.deleted) return t("Deleted account");
  return chat.kind === "saved" ? t("Saved messages") : chat.title;
}

/**
 * What stands under the title: whether the other is here, or was.
 * @param {Chat} chat
 */
export function presenceOf({ kind, peer }) {
  if (kind === "saved") return t("only you can read this");
  if (!peer || peer.deleted) return "";
  if (peer.online) return t("online");
  return peer.last_seen ? lastSeen(peer.last_seen) : `@${peer.username}`;
}
