// @ts-check

/** What is typed of a name or a nick after an `@`, where no word stands before it. */
const BEGUN = /(?:^|[\s([{«"„“])@([\p{L}\p{M}\p{N}_.'’-]*)$/u;
/** What is left of a nick after the caret. */
const REST = /^[a-z0-9_.]*/i;
/** Nobody is called longer. */
const LONGEST = 64;

/**
 * @typedef {object} MentionWord The place of a mention that is being written.
 * @property {number} from of its `@`
 * @property {number} to where it ends
 * @property {string} query what is typed of the name
 */

/**
 * The mention in which the caret stands; null where it stands in none.
 * @param {string} text
 * @param {number} caret
 * @returns {MentionWord | null}
 */
export function mentionAt(text, caret) {
  const begun = BEGUN.exec(text.slice(Math.max(0, caret - LONGEST - 2), caret));
  if (!begun) return null;
  const [query] = begun.slice(1);
  const [rest] = /** @type {RegExpExecArray} */ (REST.exec(text.slice(caret)));
  return { from: caret - query.length - 1, to: caret + rest.length, query };
}
