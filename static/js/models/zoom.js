// @ts-check
/** How a picture lies on its stage: how large, and how far from the middle. */

const LARGEST = 8;
/** What a double click makes of a whole picture. */
const CLOSE = 2.5;

/**
 * @typedef {{x: number, y: number}} Point px from the middle of the stage
 * @typedef {{width: number, height: number}} Size px
 * @typedef {{scale: number, x: number, y: number}} Zoom
 * @typedef {{picture: Size, stage: Size}} Frame the picture as it is at a scale of 1
 */

/** @type {Readonly<Zoom>} */
export const WHOLE = { scale: 1, x: 0, y: 0 };

/**
 * Zoom around a point, which stays under the finger.
 * @param {Zoom} zoom
 * @param {number} factor
 * @param {Point} point
 * @param {Frame} frame
 * @returns {Zoom}
 */
export function zoomAt(zoom, factor, point, frame) {
  const scale = Math.min(Math.max(zoom.scale * factor, 1), LARGEST);
  const grown = scale / zoom.scale;
  const x = point.x - (point.x - zoom.x) * grown;
  const y = point.y - (point.y - zoom.y) * grown;
  return within({ scale, x, y }, frame);
}

/**
 * Look close at a point, or at the whole again.
 * @param {Zoom} zoom
 * @param {Point} point
 * @param {Frame} frame
 */
export function turnZoom(zoom, point, frame) {
  return zoom.scale > 1 ? WHOLE : zoomAt(zoom, CLOSE, point, frame);
}

/**
 * Move a picture that is larger than its stage.
 * @param {Zoom} zoom
 * @param {Point} by
 * @param {Frame} frame
 */
export function pan({ scale, x, y }, by, frame) {
  return within({ scale, x: x + by.x, y: y + by.y }, frame);
}

/**
 * No edge of it comes farther in than that of the stage.
 * @param {Zoom} zoom
 * @param {Frame} frame
 * @returns {Zoom}
 */
function within({ scale, x, y }, { picture, stage }) {
  return {
    scale,
    x: bounded(x, picture.width * scale - stage.width),
    y: bounded(y, picture.height * scale - stage.height),
  };
}

/**
 * @param {number} value
 * @param {number} over how much does not fit, px
 */
function bounded(value, over) {
  const most = Math.max(0, over / 2);
  return Math.min(Math.max(value, -most), most);
}
