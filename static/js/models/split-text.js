// @ts-check

/**
 * Cut a text into pieces that fit into messages: where a paragraph ends, else a line, a sentence, a
 * word, else anywhere.
 * @param {string} text
 * @param {number} most characters (code points, as the server counts) a piece
 * @returns {string[]} without the space around the cuts
 */
export function splitText(text, most) {
  return slices(text, most)
    .map((slice) => slice.trim())
    .filter(Boolean);
}

/**
 * The pieces with the space around the cuts.
 * @param {string} text
 * @param {number} most
 */
export function slices(text, most) {
  const letters = Array.from(text.trim());
  /** @type {string[]} */
  const found = [];
  for (let from = 0; from < letters.length; ) {
    const whole = letters.length - from <= most;
    const next = letters.slice(from, from + most + 1).join("");
    const at = whole ? most : cutIn(next, most);
    found.push(letters.slice(from, from + at).join(""));
    from += at;
  }
  return found;
}

const ENDS = [/\n\s*\n/g, /\n/g, /[.!?…]\s/g, /\s/g];

/**
 * @param {string} text one character longer than a piece may be
 * @param {number} most
 */
function cutIn(text, most) {
  for (const end of ENDS) {
    const last = [...text.matchAll(end)].at(-1);
    // A cut near the beginning would leave a crumb.
    const at = last ? Array.from(text.slice(0, last.index + last[0].length)).length : 0;
    if (at > most / 2) return Math.min(at, most);
  }
  return endOfWholeLetter(text, most);
}

/**
 * Several characters may make one letter, as in a family or a flag: it is not torn apart.
 * @param {string} text
 * @param {number} most
 */
function endOfWholeLetter(text, most) {
  const last = [...new Intl.Segmenter().segment(text)].at(-1);
  const at = Array.from(text.slice(0, last?.index)).length;
  return at > 0 ? Math.min(at, most) : most;
}
