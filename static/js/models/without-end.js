// @ts-check

/**
 * A text without the signs of a kind at its end; each is looked at once, whatever stands before.
 * @param {string} text
 * @param {string} signs
 */
export function withoutEnd(text, signs) {
  let end = text.length;
  while (end > 0 && signs.includes(text[end - 1])) end--;
  return text.slice(0, end);
}
