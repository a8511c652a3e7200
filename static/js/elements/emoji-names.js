// @ts-check

import { html } from "../../vendor/lit.js";
import { habits, inOwnTone, loadEmoji } from "../emoji.js";
import { nameAt, wholeNameAt } from "../models/emoji/shortcode-word.js";
import { t } from "../texts.js";
import { SuggestionList } from "./suggestion-list.js";
import { typeInto } from "./type-into.js";

const MOST = 24;

/** @typedef {import("../models/emoji/catalogue.js").Emoji} Emoji */

/**
 * The emoji that are called as what is being typed after a colon.
 * @extends {SuggestionList<Emoji>}
 */
export class EmojiNames extends SuggestionList {
  /** @type {import("../models/emoji/catalogue.js").Catalogue | null} */
  #catalogue = null;
  /** @type {Emoji[]} */
  #offers = [];
  #query = "";

  /** @override */
  get label() {
    return t("Emoji");
  }

  /** @override */
  get offers() {
    return this.#offers;
  }

  /**
   * The text of a field has changed.
   * @param {HTMLTextAreaElement} input
   * @param {boolean} typed whether by typing: then a name turns into its emoji with its last colon
   */
  async look(input, typed) {
    const { value } = input;
    this.#catalogue ??= await loadEmoji().catch(() => null); // The text is right without, too.
    if (!this.#catalogue) return;
    if (typed && value === input.value && this.#turnWhole(input, this.#catalogue)) return;
    this.lookAt(input);
  }

  /**
   * @param {HTMLTextAreaElement} input
   * @param {import("../models/emoji/catalogue.js").Catalogue} catalogue
   * @returns {boolean} whether there was a name
   */
  #turnWhole(input, catalogue) {
    const word = wholeNameAt(input.value, input.selectionStart);
    const emoji = word && catalogue.named(word.query);
    if (!emoji) return false;
    this.close();
    this.write(emoji, input, word);
    return true;
  }

  /** @override @param {string} text @param {number} caret */
  wordAt(text, caret) {
    return nameAt(text, caret);
  }

  /** @override @param {string} query */
  seek(query) {
    this.#query = query;
    this.#offers = this.#catalogue?.search(query, MOST) ?? [];
    this.requestUpdate();
  }

  /** @override */
  stop() {
    this.#offers = [];
    this.requestUpdate();
  }

  /** @override @param {Emoji} emoji */
  keyOf({ sign }) {
    return sign;
  }

  /**
   * @override
   * @param {Emoji} emoji
   * @param {HTMLTextAreaElement} input
   * @param {import("./suggestion-list.js").Word} word
   */
  write(emoji, input, word) {
    const sign = inOwnTone(emoji);
    typeInto(input, sign, word);
    habits.use(sign);
  }

  /** @override @param {Emoji} emoji */
  row(emoji) {
    const { codes, label } = emoji;
    const code = codes.find((each) => each.startsWith(this.#query.toLowerCase())) ?? codes[0];
    return html`<span class="sign">${inOwnTone(emoji)}</span><bdi>${label}</bdi> <span>:${code}:</span>`;
  }
}

customElements.define("emoji-names", EmojiNames);
