// @ts-check

/**
 * Write into a field as a person would: it can be undone, and the field tells of it as of typing.
 * @param {HTMLTextAreaElement} input
 * @param {string} text
 * @param {{from: number, to: number}} [place] what it replaces; what is chosen without
 */
export function typeInto(input, text, place) {
  input.focus();
  if (place) input.setSelectionRange(place.from, place.to);
  document.execCommand("insertText", false, text);
}
