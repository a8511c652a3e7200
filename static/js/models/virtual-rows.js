// @ts-check
/** Which rows of a long list of equal heights have to be drawn. */

/** Rows drawn beyond the view on either side, for a quick turn of the wheel. */
const SPARE = 12;

/**
 * @param {{top: number, height: number, row: number, count: number}} view px scrolled away, px seen,
 *   px a row, rows in all
 * @returns {{from: number, to: number}} rows to draw, `to` not among them
 */
export function rowsInView({ top, height, row, count }) {
  const first = Math.floor(top / row);
  const last = Math.ceil((top + height) / row);
  return { from: Math.max(0, first - SPARE), to: Math.min(count, Math.max(last, 1) + SPARE) };
}

/**
 * By how many rows most of what was in view has moved, so that the scroll can go with it.
 * @param {string[]} before keys in view
 * @param {number} first place of the first of them in the list before
 * @param {string[]} now keys of the list
 */
export function shiftOfView(before, first, now) {
  const places = new Map(now.map((key, place) => [key, place]));
  /** @type {Map<number, number>} */
  const votes = new Map();
  for (const [at, key] of before.entries()) {
    const place = places.get(key);
    if (place === undefined) continue;
    const shift = place - (first + at);
    votes.set(shift, (votes.get(shift) ?? 0) + 1);
  }
  const [most] = [...votes].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? 0;
}
