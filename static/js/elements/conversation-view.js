// @ts-check

import { html, nothing, repeat } from "../../vendor/lit.js";
import { backToList } from "../address.js";
import { infoPane } from "../info-pane.js";
import { bringChatSearch, bringMenus, bringPinnedBar } from "../late.js";
import { messenger } from "../messenger.js";
import { openInfo } from "../open-info.js";
import { openSearch } from "../open-search.js";
import { t } from "../texts.js";
import { avatar } from "./avatar.js";
import { icon } from "./icon.js";
import { MessageFeed } from "./message-feed.js";
import { ModelElement } from "./model-element.js";
import { hasInfo, infoTitle, presenceOf, titleOf, typingIn } from "./words.js";

/** @typedef {import("../models/objects.js").Chat} Chat */

/** The open chat: its header and its feed, or a word on what to do where none is open. */
export class ConversationView extends ModelElement {
  /** @type {string | null} the chat in which something is looked for */
  #searched = null;

  constructor() {
    super();
    this.addEventListener("search-wish", () => this.#search());
  }

  /** @override */
  get models() {
    const { chats, typing, members, pins } = messenger;
    return [messenger, chats, typing, members, pins, infoPane];
  }

  /** @override */
  render() {
    const { openChatId } = messenger;
    if (openChatId === null) return this.#noChat();
    return html`
      ${this.#header(messenger.chats.get(openChatId))}
      ${this.#searched === openChatId ? this.#searchLine(openChatId) : this.#pinned(openChatId)}
      ${repeat(
        [openChatId],
        (chatId) => chatId,
        (chatId) => html`<message-feed .chatId=${chatId}></message-feed>`,
      )}
    `;
  }

  /** @override */
  willUpdate() {
    if (messenger.openChatId !== this.#searched) this.#searched = null;
  }

  /** @override */
  updated() {
    // On a phone this decides which of the two panes is seen.
    const open = messenger.openChatId !== null;
    this.closest(".messenger")?.toggleAttribute("data-open", open);
  }

  #noChat() {
    const hint = messenger.chats.complete && messenger.chats.size === 0;
    return html`<div class="no-chat">
      <p>${hint ? t("Find somebody to write to.") : t("Choose a chat to read and write.")}</p>
    </div>`;
  }

  /** @param {string} chatId */
  #searchLine(chatId) {
    return html`<chat-search .chatId=${chatId} .done=${this.#endSearch}></chat-search>`;
  }

  async #search() {
    const chatId = messenger.openChatId;
    const isHere = await bringChatSearch();
    if (!isHere || chatId === null || messenger.openChatId !== chatId) return;
    this.#searched = chatId;
    this.requestUpdate();
    await this.updateComplete;
    const line = this.querySelector("chat-search");
    /** @type {import("./chat-search.js").ChatSearch | null} */ (line)?.focusInput();
  }

  #endSearch = () => {
    this.#searched = null;
    this.requestUpdate();
    focusComposer();
  };

  /**
   * What is pinned; what draws it comes with the first one.
   * @param {string} chatId
   */
  #pinned(chatId) {
    if (messenger.pins.of(chatId).length === 0) return nothing;
    if (customElements.get("pinned-bar")) return html`<pinned-bar></pinned-bar>`;
    bringPinnedBar().then((isHere) => isHere && this.requestUpdate());
    return nothing;
  }

  /** @param {Chat | undefined} chat undefined until it has arrived */
  #header(chat) {
    return html`<header class="talk-head">
      <button
        type="button"
        class="icon-button back"
        aria-label=${t("Back to the chats")}
        @click=${() => backToList(messenger)}
      >${icon("chevron-left")}</button>
      ${chat ? this.#who(chat) : nothing}
    </header>`;
  }

  /** @param {Chat} chat */
  #who(chat) {
    const typing = typingIn(messenger, chat);
    return html`
      ${avatar(chat)}
      <div class="who">
        <h1><bdi>${titleOf(chat)}</bdi></h1>
        <p class=${typing ? "live" : ""}>${typing || presenceOf(chat)}</p>
      </div>
      ${this.#about(chat)}
      <button
        type="button"
        class="icon-button"
        aria-label=${t("Chat menu")}
        aria-haspopup="menu"
        @click=${(/** @type {MouseEvent} */ event) => this.#openMenu(chat, event)}
      >${icon("dots-vertical")}</button>
    `;
  }

  /**
   * The whole of face and title is pressed for what there is to know.
   * @param {Chat} chat
   */
  #about(chat) {
    if (!hasInfo(chat)) return nothing;
    return html`<button
      type="button"
      class="about"
      title=${infoTitle(chat)}
      aria-label=${infoTitle(chat)}
      aria-expanded=${infoPane.isOpen}
      @click=${(/** @type {MouseEvent} */ { currentTarget }) =>
        infoPane.isOpen ? infoPane.close() : openInfo(/** @type {HTMLElement} */ (currentTarget))}
    ></button>`;
  }

  /**
   * @param {Chat} chat
   * @param {MouseEvent} event
   */
  async #openMenu(chat, { currentTarget }) {
    const button = /** @type {HTMLElement} */ (currentTarget);
    const menus = await bringMenus();
    const openCalendar = () => {
      const feed = this.querySelector("message-feed");
      if (feed instanceof MessageFeed) feed.openCalendar(button);
    };
    const ways = { openCalendar, openInfo: () => void openInfo(button), openSearch };
    menus?.openMenuUnder(menus.headerMenu(this, messenger, chat, ways), button);
  }
}

/** Whoever has found what they looked for goes on writing. */
function focusComposer() {
  if (!matchMedia("(pointer: fine)").matches) return;
  /** @type {HTMLElement | null} */ (document.querySelector("message-composer textarea"))?.focus();
}

customElements.define("conversation-view", ConversationView);
