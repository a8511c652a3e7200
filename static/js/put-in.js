// @ts-check

/**
 * Put words in place of what is marked in a field, as if they were typed: the person can undo it.
 * @param {HTMLTextAreaElement} field
 * @param {string} words
 */
export function putIn(field, words) {
  field.focus();
  const isDone = words
    ? document.execCommand("insertText", false, words)
    : document.execCommand("delete");
  if (isDone) return;
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
