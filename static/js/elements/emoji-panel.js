// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { habits, inOwnTone } from "../emoji.js";
import { tonesOf } from "../models/emoji/tones.js";
import { t, tn } from "../texts.js";
import { EmojiGrid } from "./emoji-grid.js";
import { groupIcon, groupName } from "./emoji-groups.js";
import { ModelElement } from "./model-element.js";
import { toneStrip } from "./tone-strip.js";

const MOST_FOUND = 160;
/** It shows which tone is chosen. */
const SAMPLE = "✋";

/**
 * @typedef {import("../models/emoji/catalogue.js").Emoji} Emoji
 * @typedef {import("./emoji-grid.js").Entry} Entry
 *
 * @typedef {object} Toning The tones that are shown, and over what.
 * @property {Emoji | null} emoji whose they are; null for the tone of all
 * @property {HTMLElement} asker
 */

/** Emoji to choose from: by group, by words, the last ones first. */
export class EmojiPanel extends ModelElement {
  /** @type {(sign: string, more: boolean) => void} */
  onChoose = () => {};
  #query = "";
  /** @type {Entry[]} what the query finds */
  #found = [];
  /** The section that is seen. */
  #current = "";
  /** As they were when the panel opened: nothing moves under the pointer. */
  #recent = habits.recent;
  /** @type {Toning | null} */
  #toning = null;
  #catalogue;
  #grid = new EmojiGrid({
    choose: (entry, more) => this.#choose(entry.sign, more),
    offer: ({ emoji }, asker) => this.#offerTones({ emoji, asker }),
    leave: () => this.focus(),
    reach: (name) => this.#reached(name),
  });

  /** @param {import("../models/emoji/catalogue.js").Catalogue} catalogue */
  constructor(catalogue) {
    super();
    this.#catalogue = catalogue;
    this.#grid.show(this.#sections());
  }

  /** @override */
  get models() {
    return [habits];
  }

  /** At once: who opens it waits for it. @override */
  async scheduleUpdate() {
    this.performUpdate();
  }

  /** @override */
  focus() {
    this.#search?.focus();
  }

  get #search() {
    return this.querySelector("input");
  }

  /** An Esc: the tones close before the panel does. */
  stepBack() {
    if (!this.#toning) return false;
    this.#closeTones();
    return true;
  }

  /** @override */
  render() {
    return html`<div class="emoji-head">
        <input
          type="search"
          class="plain-field"
          dir="auto"
          autocomplete="off"
          enterkeyhint="done"
          aria-label=${t("Search emoji")}
          placeholder=${t("Search emoji")}
          @input=${this.#typed}
          @keydown=${this.#key}
        />
        <button
          type="button"
          class="icon-button"
          aria-label=${t("Skin tone")}
          title=${t("Skin tone")}
          aria-expanded=${this.#toning?.emoji === null}
          @click=${this.#toneOfAll}
        >${tonesOf(SAMPLE)[habits.tone]}</button>
      </div>
      <div class="emoji-tabs" role="toolbar" aria-label=${t("Groups of emoji")} @mousedown=${keepFocus}>
        ${this.#names().map((name) => this.#tab(name))}
      </div>
      <div class="emoji-body" @mousedown=${keepFocus}>${this.#grid}${this.#hint()}</div>
      ${this.#toning ? this.#tones(this.#toning) : nothing}
      <span class="unseen" role="status">${this.#count()}</span>`;
  }

  /** @param {string} name */
  #tab(name) {
    const isCurrent = this.#query === "" && this.#current === name;
    return html`<button
      type="button"
      class="emoji-tab"
      aria-label=${groupName(name)}
      title=${groupName(name)}
      aria-current=${isCurrent}
      @click=${() => this.#goTo(name)}
    >${groupIcon(name)}</button>`;
  }

  #names() {
    const groups = this.#catalogue.groups.map(({ name }) => name);
    return this.#recent.length > 0 ? ["recent", ...groups] : groups;
  }

  #hint() {
    if (this.#query === "" || this.#found.length > 0) return nothing;
    return html`<p class="emoji-hint">${t("No emoji found")}</p>`;
  }

  #count() {
    if (this.#query === "") return nothing;
    return tn("{n} emoji found", "{n} emoji found", this.#found.length);
  }

  /** @param {Toning} toning */
  #tones({ emoji }) {
    const sign = emoji?.sign ?? SAMPLE;
    return html`<div
      class="tones"
      role="group"
      aria-label=${t("Skin tone")}
      ?data-under=${emoji === null}
      @mousedown=${keepFocus}
      @keydown=${this.#stepTones}
    >${toneStrip(sign, habits.tone, (tone, event) => this.#chooseTone(tone, event))}</div>`;
  }

  /** @returns {import("./choice-grid.js").Section<Entry>[]} */
  #sections() {
    if (this.#query !== "") {
      return this.#found.length > 0 ? [{ name: "found", entries: this.#found }] : [];
    }
    const recent = this.#recent.flatMap((sign) => {
      const emoji = this.#catalogue.find(sign);
      return emoji ? [{ emoji, sign }] : [];
    });
    const groups = this.#catalogue.groups.map(({ name, emoji }) => ({
      name,
      entries: emoji.map(entryOf),
    }));
    return recent.length > 0 ? [{ name: "recent", entries: recent }, ...groups] : groups;
  }

  /** @param {Event} event */
  #typed = ({ target }) => {
    this.#lookFor(/** @type {HTMLInputElement} */ (target).value.trim());
  };

  /** @param {string} query */
  #lookFor(query) {
    this.#query = query;
    this.#found = this.#catalogue.search(query, MOST_FOUND).map(entryOf);
    this.#closeTones();
    this.#grid.show(this.#sections());
    this.requestUpdate();
  }

  /** @param {KeyboardEvent} event struck in the search */
  #key = (event) => {
    if (event.isComposing) return;
    const [best] = this.#found;
    if (event.key === "ArrowDown") this.#grid.enter();
    else if (event.key === "Enter" && best) this.#choose(best.sign, event.shiftKey);
    else return;
    event.preventDefault();
  };

  /** @param {string} name */
  #goTo(name) {
    if (this.#query !== "" && this.#search) {
      this.#search.value = "";
      this.#lookFor("");
    }
    this.#grid.goTo(name);
  }

  /** @param {string} name */
  #reached(name) {
    this.#current = name;
    this.#closeTones(); // What they stand over has moved.
    this.requestUpdate();
  }

  /**
   * @param {string} sign
   * @param {boolean} more
   */
  #choose(sign, more) {
    habits.use(sign);
    this.onChoose(sign, more);
  }

  #toneOfAll = (/** @type {Event} */ { currentTarget }) => {
    if (this.#toning) this.#closeTones();
    else this.#offerTones({ emoji: null, asker: /** @type {HTMLElement} */ (currentTarget) });
  };

  /** @param {Toning} toning */
  async #offerTones(toning) {
    this.#toning = toning;
    const [box, own] = [toning.asker.getBoundingClientRect(), this.getBoundingClientRect()];
    this.style.setProperty("--centre", `${box.left + box.width / 2 - own.left}px`);
    this.style.setProperty("--under", `${box.bottom - own.top}px`);
    this.style.setProperty("--over", `${own.bottom - box.top}px`);
    this.requestUpdate();
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(".tones [aria-pressed=true]"))?.focus();
  }

  /** The focus goes back to what they were of. */
  #closeTones() {
    const within = this.querySelector(".tones")?.contains(document.activeElement);
    if (within) this.#toning?.asker.focus();
    this.#toning = null;
    this.requestUpdate();
  }

  /**
   * @param {number} tone
   * @param {MouseEvent} event
   */
  async #chooseTone(tone, { shiftKey }) {
    const emoji = this.#toning?.emoji;
    this.#closeTones();
    await habits.choose(tone);
    this.#found = this.#found.map(({ emoji: each }) => entryOf(each));
    this.#grid.show(this.#sections(), { stay: true });
    if (emoji) this.#choose(inOwnTone(emoji), shiftKey);
  }

  /** @param {KeyboardEvent} event struck among the tones */
  #stepTones = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const tones = [...this.querySelectorAll(".tones button")];
    const at = tones.indexOf(/** @type {Element} */ (document.activeElement));
    if (by === undefined || at < 0) return;
    event.preventDefault();
    /** @type {HTMLElement} */ (tones[(at + by + tones.length) % tones.length]).focus();
  };
}

/**
 * @param {Emoji} emoji
 * @returns {Entry}
 */
function entryOf(emoji) {
  return { emoji, sign: inOwnTone(emoji) };
}

/** What has the focus keeps it: the field with its caret, or the search. */
function keepFocus(/** @type {Event} */ event) {
  event.preventDefault();
}

customElements.define("emoji-panel", EmojiPanel);
