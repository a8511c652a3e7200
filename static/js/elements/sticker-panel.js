// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { messenger } from "../messenger.js";
import { stickers } from "../stickers.js";
import { t } from "../texts.js";
import { openMenu } from "./context-menu.js";
import { icon } from "./late-icon.js";
import { ModelElement } from "./model-element.js";
import { stickerPicture } from "./sticker-box.js";
import { StickerGrid, sectionTitle } from "./sticker-grid.js";
import { stickerItems } from "./sticker-items.js";

/**
 * @typedef {import("../models/objects.js").Sticker} Sticker
 * @typedef {import("../models/stickers.js").Section} Section
 */

/** Stickers to choose from: the last ones, the favourites, then pack by pack. */
export class StickerPanel extends ModelElement {
  /** @type {(sticker: Sticker) => void} */
  onChoose = () => {};
  /** Called when something else is opened from here. */
  onLeave = () => {};
  /** The section that is seen. */
  #current = "";
  /** @type {Section[]} */
  #sections = [];
  #grid = new StickerGrid({
    choose: (sticker) => this.#choose(sticker),
    offer: (sticker, button) => this.#offer(sticker, button),
    leave: () => this.focus(),
    reach: (name) => this.#reached(name),
  });

  constructor() {
    super();
    this.#take({ stay: false });
    stickers.bring();
  }

  /** @override */
  get models() {
    return [stickers];
  }

  /** At once: who opens it waits for it. @override */
  async scheduleUpdate() {
    this.performUpdate();
  }

  /** @override */
  focus() {
    /** @type {HTMLElement | null} */ (
      this.querySelector("[role=toolbar] [tabindex='0']")
    )?.focus();
  }

  /** @override */
  willUpdate() {
    const now = this.#now();
    const isSame =
      now.length === this.#sections.length &&
      now.every(({ name, title, entries }, at) => {
        const before = this.#sections[at];
        return before.name === name && before.title === title && before.entries === entries;
      });
    if (!isSame) this.#take({ stay: true });
  }

  /** @override */
  render() {
    return html`<div class="sticker-tabs">
        <div role="toolbar" aria-label=${t("Sticker packs")} @keydown=${this.#step} @mousedown=${keepFocus}>
          ${this.#sections.map((section) => this.#tab(section))}
        </div>
        <button
          type="button"
          class="icon-button"
          aria-label=${t("My stickers")}
          title=${t("My stickers")}
          aria-haspopup="dialog"
          @click=${this.#openOwn}
        >${icon("settings")}</button>
      </div>
      <div class="emoji-body" @mousedown=${keepFocus}>
        ${this.#grid}
        ${this.#sections.length === 0 ? html`<p class="emoji-hint" aria-busy="true">${t("Loading…")}</p>` : nothing}
      </div>`;
  }

  /** @param {Section} section */
  #tab(section) {
    const { name } = section;
    const isCurrent = this.#current === name;
    const title = sectionTitle(section);
    return html`<button
      type="button"
      class="emoji-tab"
      aria-label=${title}
      title=${title}
      tabindex=${isCurrent ? 0 : -1}
      aria-current=${isCurrent}
      data-section=${name}
      @click=${() => this.#grid.goTo(name)}
    >${tabPicture(section)}</button>`;
  }

  /** What there is now; the last ones stay as they were when it opened: nothing moves under the pointer. */
  #now() {
    const sections = stickers.sections();
    if (this.#sections.length === 0) return sections;
    const recent = this.#sections.filter(({ name }) => name === "recent");
    return [...recent, ...sections.filter(({ name }) => name !== "recent")];
  }

  /** @param {{stay: boolean}} how */
  #take(how) {
    this.#sections = this.#now();
    if (!this.#sections.some(({ name }) => name === this.#current)) {
      this.#current = this.#sections[0]?.name ?? "";
    }
    this.#grid.show(this.#sections, how);
  }

  /** @param {string} name */
  #reached(name) {
    this.#current = name;
    this.requestUpdate();
    const tab = this.querySelector(`[data-section="${CSS.escape(name)}"]`);
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {Sticker} sticker */
  #choose(sticker) {
    this.onChoose(sticker);
  }

  /**
   * @param {Sticker} sticker
   * @param {HTMLElement} button
   */
  #offer(sticker, button) {
    const { left, top } = button.getBoundingClientRect();
    const items = stickerItems(messenger, sticker, this.onLeave);
    openMenu(items, { x: left, y: top, clear: true }, button);
  }

  #openOwn = () => {
    this.onLeave();
    messenger.dispatchEvent(new CustomEvent("my-stickers"));
  };

  /** @param {KeyboardEvent} event struck among the tabs */
  #step = (event) => {
    const tabs = [...this.querySelectorAll(/** @type {"button"} */ (".emoji-tab"))];
    const at = tabs.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "ArrowDown") this.#grid.enter();
    else if (by === undefined || at < 0) return;
    else tabs[(at + by + tabs.length) % tabs.length].focus();
    event.preventDefault();
  };
}

/** @param {Section} section */
function tabPicture({ name, entries }) {
  if (name === "recent") return icon("clock");
  if (name === "favourites") return icon("star");
  return stickerPicture(entries[0]);
}

/** What has the focus keeps it: the field with its caret. */
function keepFocus(/** @type {Event} */ event) {
  event.preventDefault();
}

customElements.define("sticker-panel", StickerPanel);
