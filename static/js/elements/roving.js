// @ts-check

/**
 * Move the focus in a list by the arrow keys, Home and End; the key is then used up.
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} entries in the order of the screen
 * @returns {HTMLElement | null} what has the focus now, where a key moved it
 */
export function stepFocus(event, entries) {
  const at = entries.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const to = targetOf(event.key, at, entries.length);
  if (to === null || entries.length === 0) return null;
  event.preventDefault();
  entries[to].focus();
  return entries[to];
}

/**
 * @param {string} key
 * @param {number} at
 * @param {number} count
 */
function targetOf(key, at, count) {
  switch (key) {
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
