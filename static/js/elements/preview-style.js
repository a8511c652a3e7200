// @ts-check

/** @typedef {import("../models/objects.js").Media} Media */

/**
 * The style of a picture's place: a small one stands there until that has come, and then under it,
 * so that nothing has to change when it comes while one scrolls.
 * @param {Media} media
 */
export function previewStyle({ preview }) {
  return preview ? `background: url("${preview}") center / cover` : "";
}
