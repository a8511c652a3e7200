// @ts-check
/** Packs and stickers put in another order, and found by what was pasted. */

/**
 * A list with one of it at another place.
 * @param {string[]} ids
 * @param {string} id
 * @param {number} at past either end it stays at that end
 */
export function moved(ids, id, at) {
  const others = ids.filter((each) => each !== id);
  others.splice(Math.max(0, Math.min(at, others.length)), 0, id);
  return others;
}

/**
 * The code of a pack in what a person has pasted: the code itself, or a link that ends with it.
 * @param {string} text
 * @returns {string} empty where there is none
 */
export function codeIn(text) {
  const [path] = text.trim().split(/[?#]/);
  return path.split("/").findLast((part) => part !== "") ?? "";
}
