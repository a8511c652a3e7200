// @ts-check

import { composes, sends } from "../send-key.js";

/**
 * As tall as the text; the stylesheet sets the greatest height.
 * @param {HTMLTextAreaElement} field
 */
export function fit(field) {
  field.style.height = "auto";
  const borders = field.offsetHeight - field.clientHeight;
  if (field.scrollHeight > 0) field.style.height = `${field.scrollHeight + borders}px`;
}

/**
 * Let the field of a form grow, and keys send the form.
 * @param {HTMLTextAreaElement} field
 * @param {{enter: boolean}} options whether Enter alone may send
 */
export function grow(field, { enter }) {
  const isSending = (/** @type {KeyboardEvent} */ event) =>
    sends(event) && (enter || event.ctrlKey || event.metaKey);
  field.addEventListener("input", () => fit(field));
  addEventListener("resize", () => fit(field));
  field.addEventListener("keydown", (event) => {
    if (composes(event) || !isSending(event)) return;
    event.preventDefault();
    field.form?.requestSubmit();
  });
  fit(field);
}
