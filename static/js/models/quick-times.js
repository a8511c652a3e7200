// @ts-check
/** Times that people often mean by "later", each a little ahead at least. */

/** A time nearer than this is no "later", in ms. */
const LEAST = 10 * 60_000;
const MORNING = 9;
const EVENING = 20;
const MONDAY = 1;

/**
 * So many minutes from now, on the minute.
 * @param {number} minutes
 * @param {Date} now
 */
export function inMinutes(minutes, now = new Date()) {
  const then = new Date(now.getTime() + minutes * 60_000);
  then.setSeconds(0, 0);
  return then;
}

/** Today at eight; null where that is over, or too near. */
export function thisEvening(now = new Date()) {
  const then = at(now, 0, EVENING);
  return then.getTime() - now.getTime() < LEAST ? null : then;
}

/** Tomorrow at nine. */
export function tomorrow(now = new Date()) {
  return at(now, 1, MORNING);
}

/** The next Monday at nine; null where that is tomorrow. */
export function nextMonday(now = new Date()) {
  const days = (MONDAY - now.getDay() + 7) % 7 || 7;
  return days === 1 ? null : at(now, days, MORNING);
}

/**
 * @param {Date} now
 * @param {number} days
 * @param {number} hour
 */
function at(now, days, hour) {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
}
