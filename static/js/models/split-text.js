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
 * Likewise for Markdown: a block of code that is cut ends with its piece and goes on in the next.
 * @param {string} text
 * @param {number} most
 * @returns {string[]}
 */
export function splitMarkdown(text, most) {
  const room = 2 * LONGEST_FENCE + 2;
  if (!text.split("\n").some(isFence) || most < 2 * room) return splitText(text, most);
  /** @type {string[]} */
  const pieces = [];
  let open = "";
  for (const slice of slices(text, most - room)) {
    const body = open ? `${open}\n${slice.replace(/^\n/, "")}` : slice.trimStart();
    open = openAfter(open, slice);
    pieces.push(open ? `${body.trimEnd()}\n${marksOf(open)}` : body.trimEnd());
  }
  return pieces.filter(Boolean);
}

/** Of a line that begins a block of code, so much is said again where the block goes on. */
const LONGEST_FENCE = 32;
const FENCE = /^ {0,3}(`{3,}|~{3,})([^`]*)$/;

/** @param {string} line */
function isFence(line) {
  return FENCE.test(line);
}

/** @param {string} line that begins or ends a block of code */
function marksOf(line) {
  return FENCE.exec(line)?.[1] ?? "";
}

/**
 * The line by which a block of code has begun that goes on after a text; empty where none does.
 * @param {string} open that of a block that goes on in the text
 * @param {string} text
 */
function openAfter(open, text) {
  let now = open;
  for (const line of text.split("\n").filter(isFence)) {
    const [, marks, info] = FENCE.exec(line) ?? ["", "", ""];
    if (!now) now = `${marks}${info.trim().split(" ", 1)[0]}`.slice(0, LONGEST_FENCE);
    else if (info.trim() === "" && marks.startsWith(marksOf(now))) now = "";
  }
  return now;
}

/**
 * @param {string} text
 * @param {number} most
 */
function slices(text, most) {
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
