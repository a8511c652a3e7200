// @ts-check

import { html } from "../../vendor/lit.js";
import { markdown } from "../markdown.js";
import { isNotices, isReadOnly } from "../models/chat.js";
import { excerpt } from "../models/quotes.js";
import { t } from "../texts.js";
import { icon } from "./icon.js";

/**
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").Message} Message
 * @typedef {import("../models/objects.js").User} User
 * @typedef {import("./model-element.js").ModelElement} ModelElement
 */

/**
 * What stands over the text while a message is rewritten.
 * @param {Message} message
 * @param {() => void} cancel
 */
export function editBar(message, cancel) {
  return html`<div class="edit-bar">
    ${icon("pencil")}
    <div><b>${t("Edit message")}</b><p dir="auto">${markdown.wordsOf(message)}</p></div>
    <button
      type="button"
      class="icon-button"
      aria-label=${t("Cancel editing")}
      @click=${cancel}
    >${icon("x")}</button>
  </div>`;
}

/**
 * What stands over the text while a message is answered; a press on it leads there.
 * @param {Message} message
 * @param {{name: string, show: () => void, cancel: () => void}} ways
 */
export function replyBar(message, { name, show, cancel }) {
  return html`<div class="edit-bar">
    ${icon("arrow-back-up")}
    <button type="button" class="reply-words" @click=${show}>
      <b dir="auto">${t("Reply to {name}", { name })}</b><span dir="auto">${excerpt(markdown.wordsOf(message))}</span>
    </button>
    <button
      type="button"
      class="icon-button"
      aria-label=${t("Cancel the reply")}
      @click=${cancel}
    >${icon("x")}</button>
  </div>`;
}

/**
 * What stands in place of the text where nothing can be written; null where it can.
 * @param {ModelElement} asker
 * @param {Chat} chat
 */
export function barInstead(asker, chat) {
  if (isNotices(chat)) return noticesBar();
  if (chat.peer?.deleted) return goneBar();
  if (chat.peer?.is_blocked) return blockedBar(asker, chat.peer);
  return isReadOnly(chat) ? readOnlyBar(chat) : null;
}

/**
 * What stands in place of the text where this person has blocked the other.
 * @param {ModelElement} asker
 * @param {User} peer
 */
function blockedBar(asker, { id, name }) {
  const unblock = () => asker.askDialog("unblock", { user_id: id, title: name });
  return html`<div class="composer blocked">
    <p>${t("You blocked {name}.", { name })}</p>
    <button type="button" class="soft-button" @click=${unblock}>${t("Unblock")}</button>
  </div>`;
}

/** What stands in place of the text where only the server writes. */
function noticesBar() {
  return html`<div class="composer blocked">
    <p>${t("Only the server writes here.")}</p>
  </div>`;
}

/**
 * What stands in place of the text in a group where this person may only read.
 * @param {Chat} chat
 */
function readOnlyBar({ role }) {
  return html`<div class="composer blocked">
    <p>${role === "read_only" ? t("You can only read here.") : t("Only administrators write here.")}</p>
  </div>`;
}

/** What stands in place of the text where nobody is there any more. */
function goneBar() {
  return html`<div class="composer blocked"><p>${t("This account was deleted.")}</p></div>`;
}

/** As tall as the composer of a chat that has yet to arrive, so that nothing moves then. */
export function emptyBox() {
  return html`<div class="composer" aria-hidden="true">
    <div class="composer-box">
      <span class="icon-button"></span>
      <textarea rows="1" disabled></textarea>
      <span class="icon-button"></span>
      <span class="icon-button"></span>
    </div>
  </div>`;
}
