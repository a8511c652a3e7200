// @ts-check
/** Messages written in Markdown: what they look like and what they say, worked out once. */

import { plainWords } from "../models/markdown/words.js";
import { richText } from "./rich-text.js";

export { hasFormatting } from "../models/markdown/formatting.js";
export { markdownOf, wordsOn } from "../models/markdown/from-html.js";

export { useShortcodes, whenShortcodesAreMissed } from "../models/markdown/shortcodes.js";
export { splitMarkdown } from "../models/markdown/split-markdown.js";
export { copyOf } from "./rich-copy.js";

/** So many are kept as they were drawn: what one has opened in them stays open. */
const MOST_DRAWN = 400;

/** @type {WeakMap<object, string>} by message; a changed one is another object */
const said = new WeakMap();

/** @type {Map<string, {text: string, named: boolean, element: HTMLElement | null}>} by place */
const drawn = new Map();

/** Draw everything anew: the same text may look another way now. */
export function drawAnew() {
  drawn.clear();
}

/**
 * What a message says, without its marks.
 * @param {{text: string}} message
 */
export function wordsOf(message) {
  const known = said.get(message);
  if (known !== undefined) return known;
  const words = plainWords(message.text);
  said.set(message, words);
  return words;
}

/**
 * The text of a message as it is drawn at its place; null where it is shown as it stands.
 * @param {string} place the same for each version of a message
 * @param {string} text
 * @param {boolean} named whether it names people
 */
export function drawMessage(place, text, named) {
  const known = drawn.get(place);
  const isSame = known?.text === text && known.named === named;
  const element = isSame ? known.element : richText(text, named);
  drawn.delete(place);
  drawn.set(place, { text, named, element });
  for (const oldest of drawn.keys()) {
    if (drawn.size <= MOST_DRAWN) break;
    drawn.delete(oldest);
  }
  return element;
}
