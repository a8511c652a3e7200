// @ts-check

import { html } from "../../vendor/lit.js";
import { findRanges } from "../models/search-words.js";

/**
 * A text with what a search has found in it marked.
 * @param {string} text
 * @param {string[]} wanted spellings; none marks nothing
 */
export function highlight(text, wanted) {
  const ranges = wanted.length > 0 ? findRanges(text, wanted) : null;
  if (!ranges) return text;
  const parts = [];
  let end = 0;
  for (const [from, to] of ranges) {
    parts.push(text.slice(end, from), html`<mark>${text.slice(from, to)}</mark>`);
    end = to;
  }
  return [...parts, text.slice(end)];
}
