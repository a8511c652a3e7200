// @ts-check

/**
 * Where an arrow key, Home or End leads in a list; the key is then used up.
 * @param {KeyboardEvent} event
 * @param {number} at place of what has the focus now
 * @param {number} count
 * @param {number} [page] how far a page key leads; nowhere without
 * @returns {number | null} the place to go to, null for any other key
 */
export function stepIn(event, at, count, page = 0) {
  const to = count > 0 ? targetOf(event.key, at, count, page) : null;
  if (to !== null) event.preventDefault();
  return to;
}

/**
 * Move the focus in a list by the arrow keys, Home and End; the key is then used up.
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} entries in the order of the screen
 * @returns {HTMLElement | null} what has the focus now, where a key moved it
 */
export function stepFocus(event, entries) {
  const at = entries.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const to = stepIn(event, at, entries.length);
  if (to === null) return null;
  entries[to].focus();
  return entries[to];
}

/**
 * Move the focus in a row by the arrow keys that lead aside, Home and End; the key is then used up.
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} entries in the order of the screen
 * @returns {HTMLElement | null} what has the focus now, where a key moved it
 */
export function stepAside(event, entries) {
  const at = entries.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const to = entries.length > 0 ? targetOf(downwards(event.key), at, entries.length, 0) : null;
  if (to === null) return null;
  event.preventDefault();
  entries[to].focus();
  return entries[to];
}

/**
 * What a key means in a row, by what it would mean in a column.
 * @param {string} key
 */
function downwards(key) {
  const [next, before] = document.dir === "rtl" ? ["Left", "Right"] : ["Right", "Left"];
  if (key === `Arrow${next}`) return "ArrowDown";
  if (key === `Arrow${before}`) return "ArrowUp";
  return key === "Home" || key === "End" ? key : "";
}

/**
 * @param {string} key
 * @param {number} at
 * @param {number} count
 * @param {number} page
 */
function targetOf(key, at, count, page) {
  switch (key) {
    case "PageDown":
      return page > 0 ? Math.min(at + page, count - 1) : null;
    case "PageUp":
      return page > 0 ? Math.max(at - page, 0) : null;
    case "ArrowDown":
      return Math.min(at + 1, count - 1);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
