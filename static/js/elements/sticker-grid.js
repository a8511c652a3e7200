// @ts-check

import { html } from "../../vendor/lit.js";
import { t } from "../texts.js";
import { ChoiceGrid } from "./choice-grid.js";
import { stickerPicture } from "./sticker-box.js";

/** A row of stickers, in px. */
const ROW = 68;

/** @typedef {import("../models/objects.js").Sticker} Sticker */

/**
 * Stickers in packs, those at hand first.
 * @extends {ChoiceGrid<Sticker>}
 */
export class StickerGrid extends ChoiceGrid {
  /** @override */
  get row() {
    return ROW;
  }

  /** @override @param {import("./choice-grid.js").Section<Sticker>} section */
  titleOf({ name, title = "" }) {
    return sectionTitle({ name, title });
  }

  /**
   * @override
   * @param {Sticker} sticker
   * @param {import("./choice-grid.js").CellFacts} facts
   */
  cell(sticker, { place, tab }) {
    return html`<button
      type="button"
      class="sticker-cell"
      tabindex=${tab}
      title=${sticker.emoji}
      aria-label=${sticker.emoji}
      data-place=${place}
    >${stickerPicture(sticker)}</button>`;
  }
}

/**
 * What a section of the stickers is called.
 * @param {{name: string, title: string}} section
 */
export function sectionTitle({ name, title }) {
  if (name === "recent") return t("Recent");
  return name === "favourites" ? t("Favourites") : title;
}

customElements.define("sticker-grid", StickerGrid);
