// @ts-check

/**
 * Any sign that could begin something, at its place; `messenger/markdown/signs.py` has the same.
 * Each part looks at a few characters only.
 */
const INLINE = /[*_`|[]|~~|\\[!-/:-@[-`{-~\n]|<[a-z]|&[#a-z]/i;
const BLOCK =
  /^ {0,3}(?:>|#{1,6}(?:[ \t]|$)|[-+](?:[ \t]|$)|[0-9]{1,9}[.)](?:[ \t]|$)|-[- \t]|=)|^ *(?: {4}|\t)/m;

/**
 * Whether a text may say something else as Markdown than it does as it stands.
 * @param {string} text
 */
export function mayHaveMarkup(text) {
  return INLINE.test(text) || BLOCK.test(text);
}
