// @ts-check

import { t } from "../texts.js";
import { personTile } from "./avatar.js";
import { icon } from "./late-icon.js";

/**
 * @typedef {import("../models/feed.js").Bubble} Bubble
 * @typedef {import("../models/messenger.js").Messenger} Messenger
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").User} User
 * @typedef {import("./context-menu.js").MenuItem} MenuItem
 */

/** The server tells who has read in groups of so many, and for so long after the sending. */
const MOST_MEMBERS = 50;
const LONGEST = 7 * 86_400_000;

/**
 * What tells by whom a message of one's own was read; nothing where nobody is told.
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {Bubble} bubble
 * @param {(items: MenuItem[]) => void} show the people, in place of the menu
 * @returns {MenuItem[]}
 */
export function readersItems(messenger, chat, { seq, mine, at }, show) {
  const isTold = chat.kind === "group" && mine && (chat.member_count ?? 0) <= MOST_MEMBERS;
  if (!isTold || Date.now() - Date.parse(at) > LONGEST) return [];
  const run = () => showReaders(messenger, chat, seq, show);
  return [{ picture: icon("checks"), label: t("Read by"), run }];
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {number} seq
 * @param {(items: MenuItem[]) => void} show
 */
async function showReaders(messenger, chat, seq, show) {
  const reply = await messenger.ask("messages.readers", { chat_id: chat.id, seq });
  if (!reply) return;
  /** @type {User[]} */
  const users = reply.users;
  if (users.length === 0) messenger.notice(t("Nobody has read this yet."));
  else show(users.map((user) => personItem(messenger, user)));
}

/**
 * @param {Messenger} messenger
 * @param {User} user
 * @returns {MenuItem}
 */
function personItem(messenger, user) {
  return {
    picture: personTile(user),
    label: user.name,
    run: () => messenger.openDirect(user.id),
  };
}
