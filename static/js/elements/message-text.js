// @ts-check

import { html, nothing } from "../../vendor/lit.js";

/**
 * The text of a message; what it holds becomes text nodes and links, never markup.
 * @param {import("../models/text-parts.js").Part[]} parts
 */
export function messageText(parts) {
  return parts.map(({ text: words, href, nick }) => {
    if (nick) return html`<span class="mention" data-nick=${nick}>${words}</span>`;
    if (!href) return words;
    if (href.startsWith("/")) return html`<a href=${href}>${words}</a>`;
    return html`<a href=${href} target="_blank" rel="noopener noreferrer">${words}</a>`;
  });
}

/**
 * What a message says, as it is written.
 * @param {import("./message-look.js").Look} look
 */
export function messageWords({ rich, parts }) {
  if (!rich && parts.length === 0) return nothing;
  return rich ?? html`<span class="words" dir="auto">${messageText(parts)}</span>`;
}
