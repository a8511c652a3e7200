// @ts-check

import { html, nothing, repeat } from "../../vendor/lit.js";
import { chatAddress } from "../address.js";
import { markdown } from "../markdown.js";
import { messenger } from "../messenger.js";
import { askQuietly } from "../models/ask-quietly.js";
import { MessageSearch } from "../models/message-search.js";
import { rangesIn, snippet } from "../models/snippet.js";
import { t } from "../texts.js";
import { fullTime, listTime } from "../times.js";
import { avatar } from "./avatar.js";
import { SearchFilters } from "./search-filters.js";
import { sendersOf } from "./senders.js";
import { titleOf } from "./words.js";

/**
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/message-search.js").Hit} Hit
 */

/** A search that hears when what it found is changed; `end` ends that. */
export function searchMessages() {
  const search = new MessageSearch((op, data) => askQuietly(messenger.connection, op, data));
  const heard = (/** @type {Event} */ event) => {
    const { chat_id, seqs } = /** @type {CustomEvent} */ (event).detail;
    search.heard(chat_id, seqs);
  };
  messenger.addEventListener("rewritten", heard);
  return { search, end: () => messenger.removeEventListener("rewritten", heard) };
}

/**
 * A search of all chats, and what it is narrowed to.
 * @param {() => void} narrowed called when that is chosen
 */
export function searchEverywhere(narrowed) {
  const filters = new SearchFilters();
  filters.changed = narrowed;
  return { search: searchMessages().search, filters };
}

/**
 * The messages that a search of all chats has found, under those chats and people that it has.
 * @param {ReturnType<typeof searchEverywhere>} found
 */
export function foundMessages({ search, filters }) {
  if (search.hits.length === 0 && !filters.isSet) return nothing;
  const known = search.hits.filter(({ chat_id }) => isKnown(chat_id));
  return html`<h2 class="found-title">${t("Messages")}</h2>
    ${filters}
    ${search.hits.length > 0 || search.busy ? nothing : html`<p class="list-hint">${t("Nothing was found.")}</p>`}
    <ul role="list">
      ${repeat(
        known,
        ({ chat_id, message }) => `${chat_id}:${message.seq}`,
        (hit) => hitInList(hit),
      )}
    </ul>`;
}

/**
 * Whether a chat can be shown; one that has not come yet is asked for.
 * @param {string} chatId
 */
function isKnown(chatId) {
  if (messenger.chats.get(chatId)) return true;
  messenger.refresh(chatId);
  return false;
}

/** @param {Hit} hit */
function hitInList(hit) {
  const chat = /** @type {Chat} */ (messenger.chats.get(hit.chat_id));
  const { seq, sent_at } = hit.message;
  // Whose chat it is stands over it already.
  const isPeers = hit.message.sender_id === chat.peer?.id;
  const writer = chat.kind === "saved" || isPeers ? "" : writerOf(hit, chat);
  return html`<li>
    <a
      class="chat-row"
      href=${chatAddress(chat.id)}
      data-chat=${chat.id}
      data-seq=${seq}
      tabindex="-1"
    >
      ${avatar(chat)}
      <span class="chat-line">
        <span class="chat-title"><bdi>${titleOf(chat)}</bdi></span>
        <span class="chat-time">${timeOf(sent_at)}</span>
      </span>
      <span class="chat-line">
        <span class="chat-text" dir="auto"
          >${writer ? html`<span class="own">${writer}:</span> ` : nothing}${marked(hit)}</span
        >
      </span>
    </a>
  </li>`;
}

/**
 * A message that a search of one chat has found.
 * @param {Hit} hit
 * @param {Chat} chat
 */
export function hitInChat(hit, chat) {
  return html`<span class="chat-line">
      <b><bdi>${writerOf(hit, chat)}</bdi></b>
      ${timeOf(hit.message.sent_at)}
    </span>
    <span class="hit-words" dir="auto">${marked(hit)}</span>`;
}

/** @param {string} at */
function timeOf(at) {
  return html`<time datetime=${at} title=${fullTime(at)}>${listTime(at)}</time>`;
}

/** @param {Hit} hit */
function marked({ message, highlights }) {
  const words = markdown.wordsOf(message);
  return snippet(words, rangesIn(words, message.text, highlights)).map(({ text, found }) =>
    found ? html`<mark>${text}</mark>` : text,
  );
}

/**
 * @param {Hit} hit
 * @param {Chat} chat
 */
function writerOf({ message: { sender_id, seq } }, chat) {
  if (sender_id === messenger.me?.id) return chat.kind === "saved" ? messenger.me.name : t("You");
  return sendersOf(messenger, chat)?.nameOf(sender_id, seq) ?? titleOf(chat);
}
