// @ts-check
/** Colours for code; they come after the code itself, and nothing moves by them. */

/** Longer code stays in one colour. */
const LONGEST = 10_000;

/** @type {Promise<typeof import("./highlighting.js") | null> | null} */
let coming = null;

/**
 * @param {HTMLElement} code
 * @param {string} content
 * @param {string} language
 */
export async function colour(code, content, language) {
  if (content.length > LONGEST) return;
  coming ??= import("./highlighting.js").catch(() => null);
  const highlighting = await coming;
  if (!highlighting) coming = null; // The next code asks again.
  const pieces = highlighting?.highlight(content, language);
  if (pieces) code.replaceChildren(...pieces);
}
