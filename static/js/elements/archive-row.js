// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { isUnread } from "../models/chat.js";
import { ARCHIVE } from "../models/list-view.js";
import { t, tn } from "../texts.js";
import { icon } from "./icon.js";
import { titleOf } from "./words.js";

/** @typedef {import("../models/objects.js").Chat} Chat */

/** So many names stand in the row. */
const NAMED = 10;

/**
 * The way into the archive, at the top of the list.
 * @param {Chat[]} chats that are in it
 * @param {{reachable: boolean, place: {at: number, of: number}}} facts
 */
export function archiveRow(chats, { reachable, place }) {
  const unread = chats.filter(isUnread).length;
  const names = chats.slice(0, NAMED).map((chat) => titleOf(chat));
  return html`<li aria-posinset=${place.at} aria-setsize=${place.of}>
    <button
      type="button"
      class="chat-row archive-row"
      data-chat=${ARCHIVE}
      tabindex=${reachable ? 0 : -1}
    >
      <span class="archive-tile">${icon("archive")}</span>
      <span class="chat-line"><span class="chat-title">${t("Archived chats")}</span></span>
      <span class="chat-line">
        <span class="chat-text" dir="auto">${names.join(", ")}</span>
        ${unread > 0 ? badge(unread) : nothing}
      </span>
    </button>
  </li>`;
}

/** @param {number} unread */
function badge(unread) {
  return html`<span class="badge muted" aria-hidden="true">${unread}</span
    ><span class="unseen">${tn("{n} unread chat", "{n} unread chats", unread)}</span>`;
}
