// @ts-check

import { classMap, html, nothing } from "../../vendor/lit.js";
import { chatAddress } from "../address.js";
import { isMuted } from "../models/chat.js";
import { t, tn } from "../texts.js";
import { listTime } from "../times.js";
import { avatar } from "./avatar.js";
import { highlight } from "./highlight.js";
import { icon } from "./icon.js";
import { ticks } from "./ticks.js";
import { titleOf } from "./words.js";

/**
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").OutgoingMessage} OutgoingMessage
 *
 * @typedef {object} RowFacts
 * @property {string} me
 * @property {boolean} open whether this chat is the one on screen
 * @property {boolean} typing whether somebody writes there now
 * @property {OutgoingMessage | null} pending the last message that has not reached the server
 * @property {boolean} reachable whether Tab leads here
 * @property {{at: number, of: number}} place of the row in the list, from 1 on
 * @property {string[]} wanted spellings of what is searched for
 * @property {boolean} [drawn] whether the person draws it to another place
 */

const MOST_SHOWN = 999;

/**
 * One chat of the list.
 * @param {Chat} chat
 * @param {RowFacts} facts
 */
export function chatRow(chat, facts) {
  return html`<li
    class=${facts.drawn ? "drawn" : ""}
    aria-posinset=${facts.place.at}
    aria-setsize=${facts.place.of}
  >
    <a
      class="chat-row"
      href=${chatAddress(chat.id)}
      data-chat=${chat.id}
      tabindex=${facts.reachable ? 0 : -1}
      aria-current=${facts.open ? "true" : "false"}
    >
      ${avatar(chat)}
      <span class="chat-line">
        <span class="chat-title">
          <bdi>${highlight(titleOf(chat), facts.wanted)}</bdi>
          ${isMuted(chat) ? icon("bell-off") : nothing}
        </span>
        <span class="unseen">${chat.peer?.online ? t("online") : nothing}</span>
        <span class="chat-time">${lastTick(chat, facts)}${lastTime(chat, facts)}</span>
      </span>
      <span class="chat-line">
        <span class="chat-text" dir="auto">${rowText(chat, facts)}</span>
        ${badge(chat)}
      </span>
    </a>
  </li>`;
}

/**
 * @param {Chat} chat
 * @param {RowFacts} facts
 */
function lastTime({ last_message }, { pending }) {
  const at = pending?.created_at ?? last_message?.sent_at;
  return at ? html`<time datetime=${at}>${listTime(at)}</time>` : nothing;
}

/**
 * @param {Chat} chat
 * @param {RowFacts} facts
 */
function lastTick({ kind, last_message, peer_read_seq }, { me, pending }) {
  if (pending) return ticks(pending.status);
  if (kind === "saved" || last_message?.sender_id !== me || last_message.deleted) return nothing;
  return ticks(last_message.seq <= peer_read_seq ? "read" : "sent");
}

/**
 * @param {Chat} chat
 * @param {RowFacts} facts
 */
function rowText({ kind, draft, last_message }, { me, open, typing, pending }) {
  if (typing) return html`<span class="live">${t("typing…")}</span>`;
  if (draft && !open) return html`<span class="draft">${t("Draft:")}</span> ${draft}`;
  const said = pending ?? last_message;
  if (!said || (said === last_message && last_message.deleted)) return nothing;
  const own = (pending || last_message?.sender_id === me) && kind !== "saved";
  return html`${own ? html`<span class="own">${t("You:")}</span> ` : nothing}${said.text}`;
}

/** @param {Chat} chat */
function badge(chat) {
  const { unread, pinned, marked_unread } = chat;
  if (unread > 0) {
    const shown = unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread;
    const words = tn("{n} unread message", "{n} unread messages", unread);
    return html`<span class=${classMap({ badge: true, muted: isMuted(chat) })} aria-hidden="true"
        >${shown}</span
      ><span class="unseen">${words}</span>`;
  }
  if (marked_unread) {
    return html`<span class=${classMap({ badge: true, dot: true, muted: isMuted(chat) })}></span
      ><span class="unseen">${t("Marked as unread")}</span>`;
  }
  return pinned
    ? html`<span class="chat-pin">${icon("pin")}<span class="unseen">${t("Pinned")}</span></span>`
    : nothing;
}
