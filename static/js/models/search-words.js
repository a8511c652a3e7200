// @ts-check
/** Finding by part of a name, also where it was typed with the other keyboard layout. */

const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю";
const LATIN_TO_CYRILLIC = new Map([...LATIN].map((letter, at) => [letter, CYRILLIC[at]]));
const CYRILLIC_TO_LATIN = new Map([...CYRILLIC].map((letter, at) => [letter, LATIN[at]]));
const MARKS = /\p{M}/gu;

/**
 * One letter as it is compared: small, without accents, ё as е. It stays one letter.
 * @param {string} letter
 */
function foldLetter(letter) {
  const small = letter.toLowerCase();
  if (small === "ё") return "е";
  // Only Latin accents: й is a letter of its own, not и with a mark.
  const bare = small < "\u0400" ? small.normalize("NFKD").replace(MARKS, "") : small;
  return bare.length === letter.length ? bare : small;
}

/**
 * A text as it is compared, as long as it was.
 * @param {string} text
 */
export function fold(text) {
  return Array.from(text, foldLetter).join("");
}

/**
 * @param {string} text
 * @param {Map<string, string>} layout
 */
function retype(text, layout) {
  return Array.from(text, (letter) => layout.get(letter) ?? letter).join("");
}

/**
 * What a query may have meant: as typed, and as the same keys type in the other layout.
 * @param {string} query
 * @returns {string[]}
 */
export function spellings(query) {
  const typed = query.trim().toLowerCase();
  if (typed === "") return [];
  const all = [typed, retype(typed, LATIN_TO_CYRILLIC), retype(typed, CYRILLIC_TO_LATIN)];
  return [...new Set(all)];
}

/**
 * Where every word of one spelling stands in a text; null where a word does not.
 * @param {string} text
 * @param {string[]} queries as `spellings` tells them
 * @returns {[number, number][] | null} from and to, in order, not touching each other
 */
export function findRanges(text, queries) {
  const folded = fold(text);
  for (const query of queries) {
    const ranges = rangesOf(folded, fold(query).split(/\s+/));
    if (ranges) return ranges;
  }
  return null;
}

/**
 * @param {string} text
 * @param {string[]} words
 * @returns {[number, number][] | null}
 */
function rangesOf(text, words) {
  /** @type {[number, number][]} */
  const found = [];
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return null;
    found.push([at, at + word.length]);
  }
  found.sort(([a], [b]) => a - b);
  /** @type {[number, number][]} */
  const joined = [];
  for (const [from, to] of found) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}
