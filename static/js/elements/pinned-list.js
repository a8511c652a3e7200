// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { markdown } from "../markdown.js";
import { messenger } from "../messenger.js";
import { mayPin } from "../models/chat.js";
import { t } from "../texts.js";
import { fullTime, listTime } from "../times.js";
import { stepFocus } from "./roving.js";
import { sendersOf } from "./senders.js";
import { Sheet } from "./sheet.js";
import { titleOf } from "./words.js";

/** @typedef {import("../models/objects.js").Message} Message */

/** All pinned messages of a chat: one is chosen to be led there. */
export class PinnedList extends Sheet {
  chatId = "";

  /** @override */
  get models() {
    return [messenger, messenger.chats, messenger.pins, messenger.members, markdown];
  }

  /** @override */
  get heading() {
    return t("Pinned messages");
  }

  /** @override */
  updated() {
    // The last one was unpinned, or the chat was left.
    const isOpen = messenger.openChatId === this.chatId;
    if (!isOpen || messenger.pins.of(this.chatId).length === 0) this.close();
  }

  /** @override */
  body() {
    const chat = messenger.chats.get(this.chatId);
    return html`
      <ul class="sheet-rows" role="list" @keydown=${this.#step}>
        ${messenger.pins.of(this.chatId).map((message) => this.#row(message))}
      </ul>
      ${
        chat && mayPin(chat)
          ? html`<footer>
              <button type="button" class="soft-button" @click=${this.#unpinAll}>
                ${t("Unpin all")}
              </button>
            </footer>`
          : nothing
      }
    `;
  }

  /** @param {Message} message */
  #row(message) {
    const { seq, sent_at, sender_id } = message;
    return html`<li>
      <button type="button" class="pinned-row" @click=${() => this.#choose(seq)}>
        <span class="chat-line">
          <b><bdi>${this.#nameOf(sender_id, seq)}</bdi></b>
          <time datetime=${sent_at} title=${fullTime(sent_at)}>${listTime(sent_at)}</time>
        </span>
        <span class="pinned-words" dir="auto">${markdown.wordsOf(message)}</span>
      </button>
    </li>`;
  }

  /**
   * @param {string} userId
   * @param {number} seq
   */
  #nameOf(userId, seq) {
    const chat = messenger.chats.get(this.chatId);
    if (!chat || userId === messenger.me?.id) return messenger.me?.name ?? "";
    return sendersOf(messenger, chat)?.nameOf(userId, seq) ?? titleOf(chat);
  }

  /** @param {number} seq */
  #choose(seq) {
    this.close();
    messenger.conversation(this.chatId).jumpTo(seq);
  }

  async #unpinAll() {
    if (await messenger.ask("messages.unpin_all", { chat_id: this.chatId })) this.close();
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    stepFocus(event, [...this.querySelectorAll(/** @type {"button"} */ (".pinned-row"))]);
  }
}

customElements.define("pinned-list", PinnedList);

/** @param {string} chatId */
export function openPinned(chatId) {
  const list = new PinnedList();
  list.chatId = chatId;
  (document.querySelector(".messenger") ?? document.body).append(list);
}
