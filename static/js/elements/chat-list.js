// @ts-check

import { html, repeat } from "../../vendor/lit.js";
import { messenger } from "../messenger.js";
import { t } from "../texts.js";
import { listMenu } from "./chat-menu.js";
import { chatRow } from "./chat-row.js";
import { openMenu } from "./context-menu.js";
import { icon } from "./icon.js";
import { MenuRequest } from "./menu-request.js";
import { ModelElement } from "./model-element.js";
import { stepFocus } from "./roving.js";

const PLACEHOLDERS = 8;

/** The list of chats with its search. */
export class ChatList extends ModelElement {
  #query = "";
  /** @type {string | null} the chat that Tab leads to */
  #reachable = null;

  constructor() {
    super();
    new MenuRequest(this, ".chat-row", (row, at) => this.#openMenu(row, at));
  }

  /** @override */
  get models() {
    return [messenger, messenger.chats, messenger.typing];
  }

  /** @override */
  render() {
    const chats = messenger.chats.ordered(this.#query);
    return html`
      <h1 class="unseen">${t("Chats")}</h1>
      <div class="search" role="search">
        ${icon("search")}
        <input
          type="search"
          aria-label=${t("Search chats")}
          placeholder=${t("Search")}
          autocomplete="off"
          @input=${this.#search}
          @keydown=${this.#searchKey}
        />
      </div>
      <nav class="chat-rows" aria-label=${t("Chats")} @click=${this.#click} @keydown=${this.#key}>
        <ul role="list">${repeat(
          chats,
          ({ id }) => id,
          (chat) => this.#row(chat, chats),
        )}</ul>
        ${chats.length === 0 ? this.#nothingHere() : ""}
      </nav>
    `;
  }

  /**
   * @param {import("../models/objects.js").Chat} chat
   * @param {import("../models/objects.js").Chat[]} chats
   */
  #row(chat, chats) {
    const reachable = chats.some(({ id }) => id === this.#reachable)
      ? this.#reachable
      : chats[0].id;
    return chatRow(chat, {
      me: messenger.me?.id ?? "",
      open: messenger.openChatId === chat.id,
      typing: messenger.typing.in(chat.id).length > 0,
      reachable: chat.id === reachable,
    });
  }

  #nothingHere() {
    if (this.#query) return html`<p class="list-hint">${t("No chat has this name.")}</p>`;
    if (!messenger.chats.complete) return this.#placeholders();
    return html`<div class="list-hint">
      <p>${t("No chats yet. Find somebody and write to them.")}</p>
      <button type="button" class="soft-button" @click=${() => this.askDialog("add-contact")}>
        ${icon("user-plus")}${t("Find people")}
      </button>
    </div>`;
  }

  #placeholders() {
    const rows = Array.from({ length: PLACEHOLDERS }, () => html`<div class="placeholder"></div>`);
    return html`<div class="placeholders" aria-busy="true" aria-label=${t("Loading…")} role="img">
      ${rows}
    </div>`;
  }

  /** @param {InputEvent} event */
  #search(event) {
    this.#query = /** @type {HTMLInputElement} */ (event.target).value;
    this.requestUpdate();
  }

  /** @param {KeyboardEvent} event */
  #searchKey(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (event.key === "ArrowDown") {
      event.preventDefault();
      this.#rows()[0]?.focus();
    } else if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      this.#query = "";
      this.requestUpdate();
    } else if (event.key === "Enter") this.#rows()[0]?.click();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const row = /** @type {Element} */ (event.target).closest(".chat-row");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!(row instanceof HTMLElement) || elsewhere) return;
    event.preventDefault();
    this.#reachable = row.dataset.chat ?? null;
    messenger.openChat(row.dataset.chat ?? "");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const row = stepFocus(event, this.#rows());
    if (!row) return;
    this.#reachable = row.dataset.chat ?? null;
    this.requestUpdate();
  }

  #rows() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".chat-row")]);
  }

  /**
   * @param {HTMLElement} row
   * @param {{x: number, y: number}} at
   */
  #openMenu(row, at) {
    const chat = messenger.chats.get(row.dataset.chat ?? null);
    if (chat) openMenu(listMenu(this, messenger, chat), at, row);
  }
}

customElements.define("chat-list", ChatList);
