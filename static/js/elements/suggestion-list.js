// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { tn } from "../texts.js";
import { ModelElement } from "./model-element.js";

/**
 * @typedef {import("../models/mention-word.js").MentionWord} Word
 */

/**
 * What a word may become that is being typed, over the field in which it is. Each kind says which
 * words it has offers for, how they look and what is written.
 * @template Offer
 */
export class SuggestionList extends ModelElement {
  /** @type {HTMLTextAreaElement | null} */
  #input = null;
  /** @type {Word | null} what is being written */
  #word = null;
  /** The key of the offer that was chosen, wherever it moves; the first one without. */
  #chosen = "";
  /** Where the word begins that the person wants no list for; -1 for none. */
  #refused = -1;
  #moved = () => this.#follow();
  #left = () => this.close();

  /** The name of the list in the page. */
  get listId() {
    return this.localName;
  }

  /** What it is called. */
  get label() {
    return "";
  }

  /** @returns {Offer[]} the best first */
  get offers() {
    return [];
  }

  /**
   * The word in which the caret stands; null where it stands in none of this kind.
   * @param {string} _text
   * @param {number} _caret
   * @returns {Word | null}
   */
  wordAt(_text, _caret) {
    return null;
  }

  /** @param {string} _query what there are to be offers for */
  seek(_query) {}

  /** Nothing is to be offered any more. */
  stop() {}

  /**
   * @param {Offer} _offer
   * @returns {string} what it is told by
   */
  keyOf(_offer) {
    return "";
  }

  /**
   * @param {Offer} _offer
   * @returns {unknown} what stands in its row
   */
  row(_offer) {
    return nothing;
  }

  /**
   * Put an offer in the place of the word.
   * @param {Offer} _offer
   * @param {HTMLTextAreaElement} _input
   * @param {Word} _word
   */
  write(_offer, _input, _word) {}

  get isOpen() {
    return this.#word !== null && this.offers.length > 0;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.classList.add("suggestions");
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.close();
  }

  /**
   * The text of a field has changed.
   * @param {HTMLTextAreaElement} input
   */
  lookAt(input) {
    const word = this.#wordIn(input);
    if (word?.from !== this.#refused) this.#refused = -1;
    if (!word || this.#refused >= 0) {
      this.#hide();
      return;
    }
    const isSame = this.#word?.from === word.from && this.#word.query === word.query;
    if (!isSame) this.#chosen = "";
    if (!this.#word) this.#open(input);
    this.#word = word;
    this.seek(word.query);
  }

  /**
   * @param {KeyboardEvent} event struck in the field
   * @returns {boolean} whether it was one of the list
   */
  key(event) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (!this.isOpen || shiftKey || ctrlKey || metaKey || altKey) return false;
    if (key === "ArrowDown") this.#step(1);
    else if (key === "ArrowUp") this.#step(-1);
    else if (key === "Enter" || key === "Tab") this.#take(this.offers[this.#place]);
    else if (key === "Escape") this.#refuse();
    else return false;
    event.preventDefault();
    return true;
  }

  /** Nothing is being written any more. */
  close() {
    this.#refused = -1;
    this.#hide();
  }

  /** Which of the offers is chosen. */
  get #place() {
    const at = this.offers.findIndex((offer) => this.keyOf(offer) === this.#chosen);
    return Math.max(0, at);
  }

  /** @param {HTMLTextAreaElement} input */
  #wordIn({ value, selectionStart, selectionEnd }) {
    return selectionStart === selectionEnd ? this.wordAt(value, selectionStart) : null;
  }

  /** @param {HTMLTextAreaElement} input */
  #open(input) {
    this.#input = input;
    input.addEventListener("blur", this.#left);
    document.addEventListener("selectionchange", this.#moved);
  }

  #hide() {
    if (!this.#word) return;
    this.#word = null;
    this.stop();
    this.#input?.removeEventListener("blur", this.#left);
    document.removeEventListener("selectionchange", this.#moved);
    this.#tellField();
  }

  /** The caret may have left what was being written. */
  #follow() {
    if (!(this.#input && this.#word)) return;
    const word = this.#wordIn(this.#input);
    if (word?.from === this.#word.from && word.query === this.#word.query) return;
    if (word?.from === this.#word.from) this.lookAt(this.#input);
    else this.#hide();
  }

  #refuse() {
    this.#refused = this.#word?.from ?? -1;
    this.#hide();
  }

  /** @param {number} by */
  #step(by) {
    const { length } = this.offers;
    this.#point((this.#place + by + length) % length);
  }

  /** @param {Offer} offer */
  #take(offer) {
    const [input, word] = [this.#input, this.#word];
    if (!(input && word)) return;
    this.#hide();
    this.write(offer, input, word);
  }

  /** @override */
  render() {
    if (!this.isOpen) return nothing;
    const { offers } = this;
    return html`
      <ul id=${this.listId} role="listbox" tabindex="0" aria-label=${this.label} @mousedown=${keepFocus}>
        ${offers.map((offer, at) => this.#option(offer, at))}
      </ul>
      <span class="unseen" role="status">${tn("{n} suggestion", "{n} suggestions", offers.length)}</span>
    `;
  }

  /**
   * @param {Offer} offer
   * @param {number} at
   */
  #option(offer, at) {
    return html`<li
      id="${this.listId}-${at}"
      role="option"
      aria-selected=${at === this.#place}
      @mousemove=${() => this.#point(at)}
      @click=${() => this.#take(offer)}
    >${this.row(offer)}</li>`;
  }

  /** @param {number} at */
  #point(at) {
    if (at === this.#place) return;
    this.#chosen = this.keyOf(this.offers[at]);
    this.requestUpdate();
  }

  /** @override */
  updated() {
    this.#tellField();
    if (this.isOpen)
      this.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  /** Let the field say which of the list is chosen, as long as it is there. */
  #tellField() {
    const input = this.#input;
    if (!input) return;
    const facts = {
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-controls": this.listId,
      "aria-activedescendant": `${this.listId}-${this.#place}`,
    };
    const isTold = input.getAttribute("aria-controls") === this.listId;
    for (const [name, value] of Object.entries(facts)) {
      if (this.isOpen) input.setAttribute(name, value);
      else if (isTold) input.removeAttribute(name); // Else another list is open.
    }
  }
}

/** @param {Event} event */
function keepFocus(event) {
  event.preventDefault();
}
