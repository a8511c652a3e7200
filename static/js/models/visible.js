// @ts-check

/** Space, controls and format characters, and letters that are drawn as nothing. */
const UNSEEN = /\s|\p{C}|\p{Mn}|[\u115f\u1160\u2800\u3164\uffa0]/gu;

/**
 * Whether anything of a text can be seen.
 * @param {string} text
 */
export function isVisible(text) {
  return text.replace(UNSEEN, "") !== "";
}
