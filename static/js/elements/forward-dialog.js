// @ts-check

import { html, nothing, repeat } from "../../vendor/lit.js";
import { messenger } from "../messenger.js";
import { forwardTo, MOST_TARGETS, SAVED, savedChat, targetsOf } from "../models/forwarding.js";
import { findRanges, spellings } from "../models/search-words.js";
import { t } from "../texts.js";
import { avatar } from "./avatar.js";
import { highlight } from "./highlight.js";
import { stepFocus } from "./roving.js";
import { Sheet } from "./sheet.js";
import { searchNames, titleOf } from "./words.js";

/** So many chats are shown: who wants others types on. */
const MOST_FOUND = 50;

/**
 * @typedef {import("../models/objects.js").Message} Message
 */

/** Chooses the chats to which messages are forwarded, and how. */
export class ForwardDialog extends Sheet {
  /** @type {Message[]} */
  messages = [];
  #query = "";
  /** @type {Set<string>} */
  #chosen = new Set();
  #hideAuthor = false;

  /** @override */
  get models() {
    return [messenger.chats];
  }

  /** @override */
  get heading() {
    return t("Forward to…");
  }

  /** @override */
  body() {
    const isFull = this.#chosen.size >= MOST_TARGETS;
    return html`
      <input
        type="search"
        class="plain-field"
        autofocus
        aria-label=${t("Search chats")}
        placeholder=${t("Search")}
        autocomplete="off"
        @input=${this.#search}
        @keydown=${this.#searchKey}
      />
      <ul class="sheet-rows" role="list" @keydown=${this.#rowKey}>
        ${this.#rows(isFull)}
      </ul>
      <label class="switch">
        <span>${t("Without the author's name")}</span>
        <input type="checkbox" role="switch" @change=${this.#turnAuthor} />
      </label>
      <form class="sheet-send" @submit=${this.#submit}>
        <input
          name="comment"
          class="plain-field"
          aria-label=${t("Add a comment")}
          placeholder=${t("Add a comment")}
          maxlength=${messenger.longestText}
          autocomplete="off"
        />
        <button type="submit" class="soft-button" ?disabled=${this.#chosen.size === 0}>
          ${t("Send")}${this.#chosen.size > 1 ? html` <span>${this.#chosen.size}</span>` : nothing}
        </button>
      </form>
    `;
  }

  /** @param {boolean} isFull */
  #rows(isFull) {
    const wanted = spellings(this.#query);
    const found = targetsOf(messenger).filter(
      (chat) => !this.#query || findRanges(searchNames(chat), wanted) !== null,
    );
    return repeat(
      found.slice(0, MOST_FOUND),
      ({ id }) => id,
      (chat) => this.#row(chat, wanted, isFull),
    );
  }

  /**
   * @param {import("../models/forwarding.js").Target} chat
   * @param {string[]} wanted
   * @param {boolean} isFull
   */
  #row(chat, wanted, isFull) {
    const isIn = this.#chosen.has(chat.id);
    return html`<li>
      <label>
        ${avatar(chat)}<bdi>${highlight(titleOf(chat), wanted)}</bdi>
        <input
          type="checkbox"
          name="target"
          .checked=${isIn}
          ?disabled=${!isIn && isFull}
          @change=${() => this.#turn(chat.id)}
        />
      </label>
    </li>`;
  }

  /** @param {string} id */
  #turn(id) {
    if (!this.#chosen.delete(id)) this.#chosen.add(id);
    this.requestUpdate();
  }

  /** @param {InputEvent} event */
  #search({ target }) {
    this.#query = /** @type {HTMLInputElement} */ (target).value.trim();
    this.requestUpdate();
  }

  get #boxes() {
    const selector = /** @type {"input"} */ ("[name=target]:not(:disabled)");
    return [...this.querySelectorAll(selector)];
  }

  /** @param {KeyboardEvent} event */
  #searchKey(event) {
    if (event.isComposing) return;
    const [first] = this.#boxes;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      first?.focus();
    } else if (event.key === "Enter") this.#enter(event, first);
  }

  /**
   * Enter chooses, with Ctrl it sends.
   * @param {KeyboardEvent} event
   * @param {HTMLInputElement | undefined} box
   */
  #enter(event, box) {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) this.#send();
    else box?.click();
  }

  /** @param {KeyboardEvent} event */
  #rowKey(event) {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const search = /** @type {HTMLInputElement} */ (this.querySelector("[type=search]"));
    if (event.key === "ArrowUp" && box === this.#boxes[0]) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Enter") this.#enter(event, box);
    else if (isLetter(event)) search.focus();
    else stepFocus(event, this.#boxes);
  }

  /** @param {Event} event */
  #turnAuthor({ target }) {
    this.#hideAuthor = /** @type {HTMLInputElement} */ (target).checked;
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    this.#send();
  }

  async #send() {
    if (this.#chosen.size === 0) return;
    const field = /** @type {HTMLInputElement} */ (this.querySelector("[name=comment]"));
    const wish = { comment: field.value.trim(), hideAuthor: this.#hideAuthor };
    const ids = [...this.#chosen].filter((id) => id !== SAVED);
    this.close();
    forwardTo(messenger, this.messages, ids, wish);
    // Last, since it may have to be made first, which takes a connection.
    const saved = this.#chosen.has(SAVED) ? await savedChat(messenger) : null;
    if (saved) forwardTo(messenger, this.messages, [saved], wish);
    tellOfIt(saved ? [saved, ...ids] : ids);
  }
}

/** @param {KeyboardEvent} event */
function isLetter({ key, ctrlKey, metaKey, altKey }) {
  return key.length === 1 && key !== " " && !(ctrlKey || metaKey || altKey);
}

/** @param {string[]} ids of the chats to which it went */
function tellOfIt([first, second]) {
  if (!first) return;
  const run = () => void messenger.openChat(first);
  if (second) messenger.notice(t("Forwarded."));
  else if (messenger.chats.get(first)?.kind === "saved") tellSaved(first);
  else messenger.notice(t("Forwarded."), { label: t("Open chat"), run });
}

/** @param {string} chatId */
function tellSaved(chatId) {
  const run = () => void messenger.openChat(chatId);
  messenger.notice(t("Saved."), { label: t("Saved messages"), run });
}

customElements.define("forward-dialog", ForwardDialog);

/**
 * Ask where messages are to go.
 * @param {Message[]} messages
 */
export function openForward(messages) {
  const dialog = new ForwardDialog();
  dialog.messages = messages;
  (document.querySelector(".messenger") ?? document.body).append(dialog);
}

/**
 * Forward messages to the chat with oneself.
 * @param {Message[]} messages
 */
export async function saveMessages(messages) {
  const chatId = await savedChat(messenger);
  if (!chatId) return;
  forwardTo(messenger, messages, [chatId]);
  tellSaved(chatId);
}
