// @ts-check

import { classMap, html, nothing } from "../../vendor/lit.js";
import { chatAddress } from "../address.js";
import { markdown } from "../markdown.js";
import { isMuted } from "../models/chat.js";
import { isService } from "../models/feed.js";
import { t, tn } from "../texts.js";
import { listTime } from "../times.js";
import { avatar } from "./avatar.js";
import { highlight } from "./highlight.js";
import { icon } from "./icon.js";
import { serviceWords } from "./service-words.js";
import { ticks } from "./ticks.js";
import { titleOf } from "./words.js";

/**
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").Message} Message
 * @typedef {import("../models/objects.js").OutgoingMessage} OutgoingMessage
 *
 * @typedef {object} RowFacts
 * @property {string} me
 * @property {boolean} open whether this chat is the one on screen
 * @property {string} typing who writes there now; empty where nobody does
 * @property {import("./senders.js").Senders | null} senders who writes, in a group
 * @property {import("./service-words.js").Names} names by which lines of the chat tell
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
function rowText({ kind, draft, last_message }, { me, open, typing, pending, senders, names }) {
  if (typing) return html`<span class="live">${typing}</span>`;
  if (draft && !open) return html`<span class="draft">${t("Draft:")}</span> ${draft}`;
  const you = kind === "saved" ? "" : t("You:");
  if (pending) return said(you, markdown.wordsOf(pending));
  return last_message && !last_message.deleted
    ? isService({ message: last_message })
      ? serviceWords(last_message, names)
      : lastWords(last_message, me, you, senders)
    : nothing;
}

/**
 * @param {Message} message
 * @param {string} me
 * @param {string} you what stands before one's own words
 * @param {import("./senders.js").Senders | null} senders
 */
function lastWords(message, me, you, senders) {
  const words = markdown.wordsOf(message);
  return said(message.sender_id === me ? you : writerOf(message, senders), words);
}

/**
 * @param {string} writer empty where it need not be said
 * @param {string} text
 */
function said(writer, text) {
  return html`${writer ? html`<span class="own">${writer}</span> ` : nothing}${text}`;
}

/**
 * The first name of who has written in a group.
 * @param {Message} message
 * @param {import("./senders.js").Senders | null} senders
 */
function writerOf({ sender_id, seq }, senders) {
  const name = senders?.nameOf(sender_id, seq);
  return name ? `${name.split(" ")[0]}:` : "";
}

/** @param {Chat} chat */
function badge(chat) {
  const { unread, pinned, marked_unread, mentions = 0 } = chat;
  if (unread > 0) {
    const shown = unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread;
    const words = tn("{n} unread message", "{n} unread messages", unread);
    return html`${mentions > 0 ? calls(mentions) : nothing}<span
        class=${classMap({ badge: true, muted: isMuted(chat) })}
        aria-hidden="true"
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

/** @param {number} mentions unread ones of the person at this page */
function calls(mentions) {
  const words = tn("{n} mention of you", "{n} mentions of you", mentions);
  return html`<span class="badge" aria-hidden="true">@</span><span class="unseen">${words}</span>`;
}
