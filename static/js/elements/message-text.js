// @ts-check

import { html } from "../../vendor/lit.js";
import { textParts } from "../models/text-parts.js";

/**
 * The text of a message; what it holds becomes text nodes and links, never markup.
 * @param {string} text
 */
export function messageText(text) {
  return textParts(text).map(({ text: words, href }) =>
    href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${words}</a>` : words,
  );
}
