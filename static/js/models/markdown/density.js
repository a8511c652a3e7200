// @ts-check
/** What is not worth reading as Markdown; `messenger/markdown/density.py` has the same. */

/** More signs than the longest message has characters: what is that dense only keeps machines busy. */
const MOST_SIGNS = 4096;
/** Each may be a block of its own. */
const MOST_LINES = 1000;
/** Each may begin a link, which takes a look at what follows; no message holds so many links. */
const MOST_BRACKETS = 500;
/** Rows of a table that are too short are filled up, so that few characters make many cells. */
const MOST_CELLS = 2000;
const SIGN = /[*_`|[\]<>&\\~!#=+\-:\n]/g;
const COLUMNS = /^[ >]*[|:-][ |:-]*$/gm;

/**
 * Whether a text is denser with signs than people write; it is then shown as it stands.
 * @param {string} text
 */
export function isTooDense(text) {
  if (count(text, "[") > MOST_BRACKETS || count(text, "\n") > MOST_LINES) return true;
  if (text.length > MOST_SIGNS && (text.match(SIGN)?.length ?? 0) > MOST_SIGNS) return true;
  const columns = Math.max(0, ...(text.match(COLUMNS) ?? []).map((line) => count(line, "|"))) + 1;
  return columns > 1 && columns * count(text, "\n") > MOST_CELLS;
}

/**
 * @param {string} text
 * @param {string} sign
 */
function count(text, sign) {
  return text.split(sign).length - 1;
}
