// @ts-check

import { html } from "../../vendor/lit.js";
import { tonesOf } from "../models/emoji/tones.js";
import { t } from "../texts.js";

/**
 * An emoji in all tones to choose from.
 * @param {string} sign without a tone
 * @param {number} chosen the tone of now
 * @param {(tone: number, event: MouseEvent) => void} choose
 */
export function toneStrip(sign, chosen, choose) {
  const names = [
    t("No skin tone"),
    t("Light skin tone"),
    t("Medium-light skin tone"),
    t("Medium skin tone"),
    t("Medium-dark skin tone"),
    t("Dark skin tone"),
  ];
  return tonesOf(sign).map(
    (each, tone) => html`<button
      type="button"
      class="emoji-cell"
      aria-label=${names[tone]}
      title=${names[tone]}
      aria-pressed=${tone === chosen}
      @click=${(/** @type {MouseEvent} */ event) => choose(tone, event)}
    >${each}</button>`,
  );
}
