// @ts-check

import { html } from "../../vendor/lit.js";
import { isTouch } from "../send-key.js";
import { ChoiceGrid } from "./choice-grid.js";
import { groupName } from "./emoji-groups.js";

/** A row of emoji, in px, and one for fingers. */
const ROW = 40;
const ROW_TOUCHED = 46;

/**
 * @typedef {object} Entry
 * @property {import("../models/emoji/catalogue.js").Emoji} emoji
 * @property {string} sign it in the tone in which it is drawn
 */

/**
 * Emoji in groups.
 * @extends {ChoiceGrid<Entry>}
 */
export class EmojiGrid extends ChoiceGrid {
  #row = isTouch() ? ROW_TOUCHED : ROW;

  /** @override */
  get row() {
    return this.#row;
  }

  /** @override */
  get offering() {
    return "button[data-toned]";
  }

  /** @override @param {import("./choice-grid.js").Section<Entry>} section */
  titleOf({ name }) {
    return groupName(name);
  }

  /**
   * @override
   * @param {Entry} entry
   * @param {import("./choice-grid.js").CellFacts} facts
   */
  cell({ sign, emoji: { label, toned } }, { place, tab }) {
    return html`<button
      type="button"
      class="emoji-cell"
      tabindex=${tab}
      title=${label}
      aria-label=${label}
      data-place=${place}
      ?data-toned=${toned}
    >${sign}</button>`;
  }
}

customElements.define("emoji-grid", EmojiGrid);
