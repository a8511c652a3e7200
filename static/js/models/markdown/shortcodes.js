// @ts-check

const SHORTCODE = /:([a-z0-9_+-]{1,40}):/g;

/** @type {(name: string) => string | undefined} knows no name until a table of them is here */
let find = () => undefined;

/**
 * Take a table of the names of emoji.
 * @param {typeof find} lookup
 */
export function useShortcodes(lookup) {
  find = lookup;
}

/**
 * A text with the emoji that it names.
 * @param {string} text
 */
export function withShortcodes(text) {
  return text.includes(":") ? text.replace(SHORTCODE, (code, name) => find(name) ?? code) : text;
}
