// @ts-check
/** Dates and times as people say them, in the language of the page. */

import { pageLanguage, t } from "./texts.js";

const DAY = 24 * 60 * 60 * 1000;

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * @param {Date} date
 * @param {Intl.DateTimeFormatOptions} options
 */
function format(date, options) {
  const key = pageLanguage() + JSON.stringify(options);
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(pageLanguage(), options);
    formats.set(key, known);
  }
  return known.format(date);
}

/** @param {Date} date */
function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/**
 * How many calendar days ago a moment was: 0 is today.
 * @param {Date} date
 * @param {Date} now
 */
function daysAgo(date, now) {
  return Math.round((midnight(now) - midnight(date)) / DAY); // Days of 23 and 25 hours exist.
}

/** @param {number} days ago: 0, 1 or -1 */
function nameOfDay(days) {
  return new Intl.RelativeTimeFormat(pageLanguage(), { numeric: "auto" }).format(-days, "day");
}

/** @param {string} text */
function capitalised(text) {
  return text.charAt(0).toLocaleUpperCase(pageLanguage()) + text.slice(1);
}

/**
 * The hour and minute of a moment.
 * @param {string} at RFC 3339
 */
export function clockTime(at) {
  return format(new Date(at), { timeStyle: "short" });
}

/**
 * The local calendar day of a moment, as a key to compare.
 * @param {string} at RFC 3339
 */
export function dayKey(at) {
  return midnight(new Date(at));
}

/**
 * The date over the messages of one day.
 * @param {string} at RFC 3339
 */
export function dayTitle(at, now = new Date()) {
  const date = new Date(at);
  const days = daysAgo(date, now);
  if (Math.abs(days) <= 1) return capitalised(nameOfDay(days));
  const sameYear = date.getFullYear() === now.getFullYear();
  return format(date, { day: "numeric", month: "long", year: sameYear ? undefined : "numeric" });
}

/**
 * The time in a row of the chat list: the hour, "yesterday", a weekday or a date.
 * @param {string} at RFC 3339
 */
export function listTime(at, now = new Date()) {
  const date = new Date(at);
  const days = daysAgo(date, now);
  if (days <= 0) return clockTime(at);
  if (days === 1) return nameOfDay(1);
  if (days < 7) return format(date, { weekday: "short" });
  if (date.getFullYear() === now.getFullYear()) {
    return format(date, { day: "numeric", month: "short" });
  }
  return format(date, { day: "2-digit", month: "2-digit", year: "2-digit" });
}

/**
 * The whole date and time, for a tooltip.
 * @param {string} at RFC 3339
 */
export function fullTime(at) {
  return format(new Date(at), { dateStyle: "long", timeStyle: "medium" });
}

/**
 * A moment with its day and hour.
 * @param {string} at RFC 3339
 */
export function momentWords(at, now = new Date()) {
  return `${dayTitle(at, now)}, ${clockTime(at)}`;
}

/**
 * A month and its year.
 * @param {Date} date
 */
export function monthName(date) {
  return capitalised(format(date, { month: "long", year: "numeric" }));
}

/**
 * A day as it is read out.
 * @param {Date} date
 */
export function dayName(date) {
  return format(date, { dateStyle: "full" });
}

/**
 * When somebody was last here.
 * @param {string} at RFC 3339
 */
export function lastSeen(at, now = new Date()) {
  const days = daysAgo(new Date(at), now);
  if (now.getTime() - new Date(at).getTime() < 60_000) return t("last seen just now");
  if (days <= 0) return t("last seen at {time}", { time: clockTime(at) });
  if (days === 1) return t("last seen yesterday at {time}", { time: clockTime(at) });
  return t("last seen on {date}", { date: dayTitle(at, now) });
}
