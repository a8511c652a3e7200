// @ts-check

const SHORTCODE = /:([a-z0-9_+-]{1,40}):/g;

/** @type {((name: string) => string | undefined) | null} null until a table of them is here */
let find = null;
/** Called with the first name that is met without one. */
let miss = () => {};

/**
 * Take a table of the names of emoji.
 * @param {(name: string) => string | undefined} lookup
 */
export function useShortcodes(lookup) {
  find = lookup;
}

/** @param {() => void} bring what brings one, once it is missed */
export function whenShortcodesAreMissed(bring) {
  miss = bring;
}

/**
 * A text with the emoji that it names.
 * @param {string} text
 */
export function withShortcodes(text) {
  if (!text.includes(":")) return text;
  return text.replace(SHORTCODE, (code, name) => {
    if (!find) miss();
    return find?.(name) ?? code;
  });
}
