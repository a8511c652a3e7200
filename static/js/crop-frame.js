// @ts-check
/**
 * A square frame that never leaves the picture beneath it. A picture is moved by a CSS matrix
 * (a, b, c, d, e, f) about its own middle; before that its upper left corner is at 0, 0.
 *
 * @typedef {[number, number, number, number, number, number]} Matrix
 * @typedef {{width: number, height: number}} Size
 * @typedef {{x: number, y: number, side: number}} Frame
 */

/** How much closer than at first one may look. */
const CLOSEST = 8;

/** @param {Matrix} matrix */
export function scaleOf([a, b]) {
  return Math.hypot(a, b);
}

/**
 * The smallest scale at which a picture fills a frame, and the largest that is of use.
 * @param {Size} picture
 * @param {Frame} frame
 */
export function scalesFor({ width, height }, { side }) {
  const least = side / Math.min(width, height);
  return { least, most: Math.max(least * CLOSEST, 1) };
}

/**
 * The matrix nearest to a wished one at which the picture fills the frame.
 * @param {Matrix} matrix
 * @param {Size} picture
 * @param {Frame} frame
 * @returns {Matrix}
 */
export function hold(matrix, picture, frame) {
  const { least, most } = scalesFor(picture, frame);
  const scale = scaleOf(matrix);
  const factor = Math.min(Math.max(scale, least), most) / scale;
  // Of what has no size nobody knows how it was turned.
  const [a, b, c, d] =
    scale > 0 ? matrix.slice(0, 4).map((part) => part * factor) : [least, 0, 0, least];
  const half = halfSize([a, b, c, d, 0, 0], picture);
  const x = clamp(matrix[4] + picture.width / 2, frame.x + frame.side, frame.x, half.width);
  const y = clamp(matrix[5] + picture.height / 2, frame.y + frame.side, frame.y, half.height);
  return [a, b, c, d, x - picture.width / 2, y - picture.height / 2];
}

/**
 * The same picture, closer or farther by a factor, about the middle of the frame.
 * @param {Matrix} matrix
 * @param {number} factor
 * @param {Size} picture
 * @param {Frame} frame
 * @returns {Matrix}
 */
export function zoom([a, b, c, d, e, f], factor, picture, frame) {
  const [x, y] = fromMiddle([a, b, c, d, e, f], picture, frame);
  const moved = place(x * factor, y * factor, picture, frame);
  return [a * factor, b * factor, c * factor, d * factor, ...moved];
}

/**
 * The same picture, turned by a quarter about the middle of the frame.
 * @param {Matrix} matrix
 * @param {1 | -1} way clockwise or not
 * @param {Size} picture
 * @param {Frame} frame
 * @returns {Matrix}
 */
export function turn([a, b, c, d, e, f], way, picture, frame) {
  const [x, y] = fromMiddle([a, b, c, d, e, f], picture, frame);
  const moved = place(-y * way, x * way, picture, frame);
  return [-b * way, a * way, -d * way, c * way, ...moved];
}

/**
 * Half of the room that a turned and scaled picture takes.
 * @param {Matrix} matrix
 * @param {Size} picture
 */
function halfSize([a, b, c, d], { width, height }) {
  return {
    width: (Math.abs(a) * width + Math.abs(c) * height) / 2,
    height: (Math.abs(b) * width + Math.abs(d) * height) / 2,
  };
}

/**
 * @param {Matrix} matrix
 * @param {Size} picture
 * @param {Frame} frame
 */
function fromMiddle(matrix, picture, frame) {
  return [
    matrix[4] + picture.width / 2 - frame.x - frame.side / 2,
    matrix[5] + picture.height / 2 - frame.y - frame.side / 2,
  ];
}

/**
 * @param {number} x
 * @param {number} y
 * @param {Size} picture
 * @param {Frame} frame
 * @returns {[number, number]}
 */
function place(x, y, picture, frame) {
  return [
    x + frame.x + frame.side / 2 - picture.width / 2,
    y + frame.y + frame.side / 2 - picture.height / 2,
  ];
}

/**
 * @param {number} middle
 * @param {number} end
 * @param {number} start
 * @param {number} half
 */
function clamp(middle, end, start, half) {
  return Math.min(Math.max(middle, end - half), start + half);
}
