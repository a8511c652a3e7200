// @ts-check
/** Which key sends what is being written. */

import { preferences } from "./preferences.js";

/** Whether the keyboard is on the screen: its Enter breaks the line. */
export function isTouch() {
  return matchMedia("(pointer: coarse)").matches;
}

/** Whether Enter alone sends here: never on a phone, whose Enter breaks the line. */
export function enterSends() {
  return preferences.now.send === "enter" && !isTouch();
}

/**
 * Whether a key is one of an input method (229 where the browser does not say so), and not ours.
 * @param {KeyboardEvent} event
 */
export function composes(event) {
  return event.isComposing || event.keyCode === 229;
}

/** @param {KeyboardEvent} event */
export function sends({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (key !== "Enter" || shiftKey || altKey) return false;
  return ctrlKey || metaKey || enterSends();
}
