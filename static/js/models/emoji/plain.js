// @ts-check

import { fold } from "../search-words.js";

/** What stands between words; `+1` and `-1` are words themselves. */
const BETWEEN = /(?:[^\p{L}\p{N}+-]|(?<=[\p{L}\p{N}])-)+/gu;
/** Letters of which more is to be made alike than their size. */
const MARKED = /[ё\u00C0-\u024F]/;

/** Most words are compared as they are. */
const PLAIN = /^[a-zа-я0-9 ]*$/;

/**
 * Words as they are compared: small, with one blank between them.
 * @param {string} text
 */
export function plain(text) {
  const small = text.toLowerCase().replaceAll("_", " ");
  if (PLAIN.test(small)) return small;
  return (MARKED.test(small) ? fold(small) : small).replace(BETWEEN, " ").trim();
}
