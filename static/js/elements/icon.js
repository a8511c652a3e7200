// @ts-check

import { html, unsafeSVG } from "../../vendor/lit.js";
import { icons } from "../icons.js";

/** @param {string} name of an icon that ships with the page */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${unsafeSVG(icons[name])}</svg>`;
}
