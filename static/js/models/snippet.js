// @ts-check

/** So many letters stand before the first word that was found, lest a narrow list cut it off. */
const BEFORE = 16;
/** As many as a line of the list can show. */
const MOST = 160;

/**
 * @typedef {object} Piece
 * @property {string} text
 * @property {boolean} found
 */

/**
 * The part of a message around what was found in it, on one line.
 * @param {string} text
 * @param {[number, number][]} highlights from and to which code point, in order
 * @returns {Piece[]}
 */
export function snippet(text, highlights) {
  const letters = Array.from(text);
  const first = highlights[0]?.[0] ?? 0;
  const from = first > BEFORE * 2 ? wordStart(letters, first - BEFORE) : 0;
  const to = Math.min(letters.length, from + MOST);
  /** @type {Piece[]} */
  const pieces = [{ text: from > 0 ? "…" : "", found: false }];
  let end = from;
  for (const [start, stop] of highlights) {
    if (start < end || start >= to) continue;
    pieces.push(line(letters, end, start, false), line(letters, start, Math.min(stop, to), true));
    end = Math.min(stop, to);
  }
  pieces.push(line(letters, end, to, false));
  return pieces.filter((piece) => piece.text !== "");
}

/**
 * @param {string[]} letters
 * @param {number} at
 */
function wordStart(letters, at) {
  const space = letters.findIndex((letter, place) => place >= at && /\s/u.test(letter));
  return space >= 0 && space < at + BEFORE ? space + 1 : at;
}

/**
 * @param {string[]} letters
 * @param {number} from
 * @param {number} to
 * @param {boolean} found
 * @returns {Piece}
 */
function line(letters, from, to, found) {
  return { text: letters.slice(from, to).join("").replace(/\s+/gu, " "), found };
}

/**
 * Where the words that were found in a message stand in what is shown of it; not all of them may.
 * @param {string} shown
 * @param {string} text
 * @param {[number, number][]} highlights in the text
 * @returns {[number, number][]}
 */
export function rangesIn(shown, text, highlights) {
  if (shown === text) return highlights;
  const letters = Array.from(text);
  /** @type {[number, number][]} */
  const ranges = [];
  let [end, before] = [0, 0]; // In characters, and in code points.
  for (const [from, to] of highlights) {
    const word = letters.slice(from, to).join("");
    const at = shown.indexOf(word, end);
    if (at < 0) continue;
    before += Array.from(shown.slice(end, at)).length;
    ranges.push([before, before + to - from]);
    before += to - from;
    end = at + word.length;
  }
  return ranges;
}
