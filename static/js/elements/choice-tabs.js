// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { bring, dressed } from "../bring.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";
import { ModelElement } from "./model-element.js";
import { stepAside } from "./roving.js";

/** @typedef {import("./sticker-panel.js").StickerPanel} StickerPanel */

/** What was chosen from last at this page. */
let last = "emoji";

/** Emoji and stickers, of which one chooses from one at a time. */
export class ChoiceTabs extends ModelElement {
  /** @type {(sticker: import("../models/objects.js").Sticker) => void} */
  onSticker = () => {};
  /** Called when something else is opened from here. */
  onLeave = () => {};
  /** @type {StickerPanel | null} here from its first showing on */
  #stickers = null;
  #emoji;

  /** @param {import("./emoji-panel.js").EmojiPanel} emoji */
  constructor(emoji) {
    super();
    this.#emoji = emoji;
    if (last === "stickers") this.#bring();
  }

  /** At once: who opens it waits for it. @override */
  async scheduleUpdate() {
    this.performUpdate();
  }

  /** @override */
  focus() {
    if (last === "emoji") this.#emoji.focus();
    else this.#stickers?.focus();
  }

  /** An Esc. */
  stepBack() {
    return last === "emoji" && this.#emoji.stepBack();
  }

  /** @override */
  render() {
    return html`<div class="choice-body" id="choice-body" role="tabpanel" aria-labelledby="choice-${last}">
        ${last === "emoji" ? this.#emoji : (this.#stickers ?? nothing)}
      </div>
      <div
        class="choice-tabs"
        role="tablist"
        aria-label=${t("Emoji and stickers")}
        @keydown=${this.#step}
        @mousedown=${(/** @type {Event} */ event) => event.preventDefault()}
      >
        ${this.#tab("emoji", icon("mood-smile"), t("Emoji"))}
        ${this.#tab("stickers", icon("sticker"), t("Stickers"))}
      </div>`;
  }

  /**
   * @param {string} name
   * @param {unknown} picture
   * @param {string} label
   */
  #tab(name, picture, label) {
    const isChosen = last === name;
    return html`<button
      type="button"
      role="tab"
      id="choice-${name}"
      aria-selected=${isChosen}
      aria-controls="choice-body"
      tabindex=${isChosen ? 0 : -1}
      data-tab=${name}
      @click=${() => this.#show(name)}
    >${picture}<span>${label}</span></button>`;
  }

  /** @param {string} name */
  async #show(name) {
    last = name;
    if (name === "stickers") await this.#bring();
    this.requestUpdate();
  }

  async #bring() {
    if (this.#stickers) return;
    const late = await bring(dressed(import("./sticker-panel.js"), "stickers", "menus"));
    if (!late) last = "emoji";
    else {
      const panel = new late.StickerPanel();
      panel.onChoose = (sticker) => this.onSticker(sticker);
      panel.onLeave = () => this.onLeave();
      this.#stickers = panel;
    }
    this.requestUpdate();
  }

  /** @param {KeyboardEvent} event struck among the tabs */
  #step = (event) => {
    const tabs = [...this.querySelectorAll(/** @type {"button"} */ ("[role=tab]"))];
    stepAside(event, tabs)?.click();
  };
}

customElements.define("choice-tabs", ChoiceTabs);
