// @ts-check

/**
 * Show a picture that has come; where one scrolls, at once, since fading costs each frame. What
 * stood in its place is not drawn under it any more then.
 * @param {Event} event
 */
export function reveal({ currentTarget }) {
  const picture = /** @type {Element} */ (currentTarget);
  const fades = !picture.closest("[data-moving]");
  const before = picture.previousElementSibling;
  picture.classList.toggle("fading", fades);
  picture.classList.add("there");
  before?.toggleAttribute("hidden", !fades && before.matches(".blurred"));
}
