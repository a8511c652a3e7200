// @ts-check

import { parse } from "./parser.js";
import { mayHaveMarkup } from "./signs.js";
import { tell } from "./words.js";

const BLOCKS = ["paragraph_open", "paragraph_close", "inline"];
const INLINE = ["text", "softbreak", "hardbreak"];

/**
 * Whether a text looks another way as Markdown than it does as it stands, but for its empty space.
 * @param {string} source
 */
export function hasFormatting(source) {
  const tokens = mayHaveMarkup(source) ? parse(source) : null;
  if (!tokens) return false;
  const isText = tokens.every(
    ({ type, children }) =>
      BLOCKS.includes(type) && (children ?? []).every((child) => INLINE.includes(child.type)),
  );
  // Signs may be escaped, or be written as entities.
  if (isText) return letters(tell(tokens, source)) !== letters(source);
  return tell(tokens, source, true) !== source;
}

/** @param {string} text */
function letters(text) {
  return text.replace(/\s+/gu, "");
}
