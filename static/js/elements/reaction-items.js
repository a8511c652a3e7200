// @ts-check

import { html } from "../../vendor/lit.js";
import { mayReact, QUICK, react } from "../models/reacting.js";
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

/**
 * What is offered over the menu of a message: a few emoji, and the way to all of them.
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {Bubble} bubble
 * @param {HTMLElement} asker
 * @returns {MenuItem[]}
 */
export function reactionStrip(messenger, chat, bubble, asker) {
  if (!mayReact(chat, bubble)) return [];
  const isOn = (/** @type {string} */ emoji) =>
    bubble.reactions.some((each) => each.emoji === emoji && each.mine);
  const turn = (/** @type {string} */ emoji) =>
    react(messenger, chat.id, bubble.seq, emoji, !isOn(emoji));
  const quick = QUICK.map((emoji) => ({
    picture: html`<span class="sign">${emoji}</span>`,
    label: t("React with {emoji}", { emoji }),
    on: isOn(emoji),
    run: () => turn(emoji),
  }));
  const detail = { asker, choose: turn };
  const more = () => messenger.dispatchEvent(new CustomEvent("emoji", { detail }));
  return [...quick, { picture: icon("chevron-down"), label: t("More emoji"), run: more }];
}

/**
 * What tells who has reacted to a message; nothing where nobody has.
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {Bubble} bubble
 * @param {(items: MenuItem[]) => void} show the people, in place of the menu
 * @returns {MenuItem[]}
 */
export function reactedItems(messenger, chat, { message, seq }, show) {
  if ((message?.reactions ?? []).length === 0) return [];
  const run = () => showReacted(messenger, { chat_id: chat.id, seq }, [], show);
  return [{ picture: icon("mood-smile"), label: t("Who has reacted"), run }];
}

/**
 * @param {Messenger} messenger
 * @param {{chat_id: string, seq: number, cursor?: string}} asked
 * @param {MenuItem[]} shown the people of earlier pages
 * @param {(items: MenuItem[]) => void} show
 */
async function showReacted(messenger, asked, shown, show) {
  const reply = await messenger.ask("messages.reactions", asked);
  if (!reply) return;
  /** @type {{user: User, emoji: string}[]} */
  const reactions = reply.reactions;
  const people = [...shown, ...reactions.map((each) => personItem(messenger, each))];
  const cursor = reply.cursor;
  const onward = () => showReacted(messenger, { ...asked, cursor }, people, show);
  const more = { picture: icon("chevron-down"), label: t("More people"), run: onward };
  show(cursor ? [...people, more] : people);
}

/**
 * @param {Messenger} messenger
 * @param {{user: User, emoji: string}} reaction
 * @returns {MenuItem}
 */
function personItem(messenger, { user, emoji }) {
  const isMe = user.id === messenger.me?.id;
  const name = user.deleted ? t("Deleted account") : user.name;
  return {
    picture: personTile(user),
    label: `${name} ${emoji}`,
    run: () => (isMe || user.deleted ? undefined : messenger.openDirect(user.id)),
  };
}
