// @ts-check

/**
 * Show a picture that has come; where one scrolls, at once, since fading costs each frame.
 * @param {Event} event
 */
export function reveal({ currentTarget }) {
  const picture = /** @type {Element} */ (currentTarget);
  picture.classList.toggle("fading", !picture.closest("[data-moving]"));
  picture.classList.add("there");
}
