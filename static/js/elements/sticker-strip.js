// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { send } from "../actions.js";
import { messenger } from "../messenger.js";
import { loneEmoji } from "../models/lone-emoji.js";
import { stickers } from "../stickers.js";
import { t, tn } from "../texts.js";
import { ModelElement } from "./model-element.js";
import { stickerPicture } from "./sticker-box.js";

const MOST = 24;

/** @typedef {import("../models/objects.js").Sticker} Sticker */

/** The stickers that say the one emoji that is written; a press sends one in its place. */
export class StickerStrip extends ModelElement {
  /** @type {HTMLTextAreaElement | null} */
  #input = null;
  #chatId = "";
  /** The emoji for which there are offers. */
  #emoji = "";
  /** The text for which the person wants none. */
  #refused = "";

  /** @override */
  get models() {
    return [stickers];
  }

  get #offers() {
    return this.#emoji ? stickers.saying(this.#emoji, MOST) : [];
  }

  /**
   * The text of a field has changed.
   * @param {import("../models/objects.js").Chat} chat
   * @param {HTMLTextAreaElement} input
   */
  look({ id }, input) {
    const text = input.value.trim();
    if (text !== this.#refused) this.#refused = "";
    const isWanted = text !== this.#refused && !messenger.conversation(id).editing;
    this.#input = input;
    this.#chatId = id;
    this.#emoji = isWanted && loneEmoji(text) === 1 ? text : "";
    this.requestUpdate();
  }

  /**
   * @param {KeyboardEvent} event struck in the field
   * @returns {boolean} whether it was one of the strip
   */
  key(event) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (this.#offers.length === 0 || shiftKey || ctrlKey || metaKey || altKey) return false;
    if (key === "ArrowUp") this.#focusOn(0);
    else if (key === "Escape") this.#refuse();
    else return false;
    event.preventDefault();
    return true;
  }

  /** Nothing is being written any more. */
  close() {
    this.#emoji = "";
    this.requestUpdate();
  }

  /** @override */
  render() {
    const offers = this.#offers;
    if (offers.length === 0) return nothing;
    return html`<div
        class="sticker-strip"
        role="toolbar"
        aria-label=${t("Stickers for {emoji}", { emoji: this.#emoji })}
        @keydown=${this.#step}
        @mousedown=${(/** @type {Event} */ event) => event.preventDefault()}
      >${offers.map((sticker, at) => this.#offer(sticker, at))}</div>
      <span class="unseen" role="status">${tn(
        "{n} sticker: arrow up leads there",
        "{n} stickers: arrow up leads there",
        offers.length,
      )}</span>`;
  }

  /**
   * @param {Sticker} sticker
   * @param {number} at
   */
  #offer(sticker, at) {
    return html`<button
      type="button"
      class="sticker-cell"
      tabindex=${at === 0 ? 0 : -1}
      aria-label=${t("Send sticker {n}", { n: String(at + 1) })}
      @click=${() => this.#send(sticker)}
    >${stickerPicture(sticker)}</button>`;
  }

  /** @param {Sticker} sticker */
  #send(sticker) {
    const input = this.#input;
    if (!input || messenger.openChatId !== this.#chatId) return;
    this.close();
    send(messenger, this.#chatId, "", { sticker });
    stickers.use(sticker);
    input.value = "";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    input.focus();
  }

  #refuse() {
    this.#refused = this.#emoji;
    this.close();
    this.#input?.focus();
  }

  get #cells() {
    return [...this.querySelectorAll("button")];
  }

  /** @param {number} at */
  #focusOn(at) {
    this.#cells[at]?.focus();
  }

  /** @param {KeyboardEvent} event struck in the strip */
  #step = (event) => {
    const at = this.#cells.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by !== undefined) this.#focusOn(Math.max(0, at + by));
    else if (event.key === "ArrowDown") this.#input?.focus();
    else if (event.key === "Escape") this.#refuse();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

customElements.define("sticker-strip", StickerStrip);
