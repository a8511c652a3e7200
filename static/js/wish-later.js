// @ts-check

/** @typedef {typeof import("./elements/later.js")} Later */

/**
 * Have something done by what is done later, once that is here.
 * @param {EventTarget} messenger
 * @param {(later: Later) => void} wish
 */
export function wishLater(messenger, wish) {
  messenger.dispatchEvent(new CustomEvent("later", { detail: wish }));
}
