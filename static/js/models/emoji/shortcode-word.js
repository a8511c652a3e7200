// @ts-check
/** Names of emoji between colons, as one writes them. */

/** Before the colon stands no word, no digit as in 12:30, and no other colon. */
const BEFORE = String.raw`(?:^|[\s([{«"„“'‘*_~]|\p{Extended_Pictographic}|[\uFE0F\u{1F3FB}-\u{1F3FF}])`;
const NAME = String.raw`[\p{L}\p{M}\p{N}_+-]`;
const BEGUN = new RegExp(String.raw`${BEFORE}:(\p{L}[\p{L}\p{M}]${NAME}*)$`, "u");
const WHOLE = new RegExp(`${BEFORE}:(${NAME}+):$`, "u");
/** What is left of a name after the caret. */
const REST = new RegExp(`^${NAME}*`, "u");
/** No name is longer, with its colons and what stands before. */
const LONGEST = 80;
const FENCE = "```";

/** @typedef {import("../mention-word.js").MentionWord} Word */

/**
 * The beginning of a name in which the caret stands; null where it stands in none.
 * @param {string} text
 * @param {number} caret
 * @returns {Word | null}
 */
export function nameAt(text, caret) {
  const begun = BEGUN.exec(behind(text, caret));
  if (!begun || isInCode(text, caret)) return null;
  const [query] = begun.slice(1);
  const [rest] = /** @type {RegExpExecArray} */ (REST.exec(text.slice(caret)));
  return { from: caret - query.length - 1, to: caret + rest.length, query };
}

/**
 * The name that ends with a colon right before the caret.
 * @param {string} text
 * @param {number} caret
 * @returns {Word | null}
 */
export function wholeNameAt(text, caret) {
  const whole = WHOLE.exec(behind(text, caret));
  if (!whole || isInCode(text, caret)) return null;
  const [query] = whole.slice(1);
  return { from: caret - query.length - 2, to: caret, query };
}

/**
 * @param {string} text
 * @param {number} caret
 */
function behind(text, caret) {
  return text.slice(Math.max(0, caret - LONGEST), caret);
}

/**
 * Whether a place stands between backticks, or after one that is not closed yet.
 * @param {string} text
 * @param {number} caret
 */
function isInCode(text, caret) {
  const lines = text.slice(0, caret).split("\n");
  const fences = lines.filter((line) => line.startsWith(FENCE)).length;
  const marks = (lines.at(-1)?.split("`").length ?? 1) - 1;
  return fences % 2 === 1 || marks % 2 === 1;
}
