// @ts-check

import { pageLanguage } from "../texts.js";

/** A Sunday, from which the days of a week are counted. */
const SUNDAY = new Date(2023, 0, 1);

/** The weekday that begins a week in the language of the page: 0 is Sunday. */
export function firstWeekday() {
  const locale = new Intl.Locale(pageLanguage()).maximize();
  // @ts-expect-error Not in every browser a method, and not in every one there at all.
  const week = locale.getWeekInfo?.() ?? locale.weekInfo;
  return (week?.firstDay ?? 1) % 7;
}

/** The names of the weekdays in the order of the columns. */
export function weekdayNames() {
  const short = new Intl.DateTimeFormat(pageLanguage(), { weekday: "short" });
  const long = new Intl.DateTimeFormat(pageLanguage(), { weekday: "long" });
  return Array.from({ length: 7 }, (_, column) => {
    const day = new Date(SUNDAY.getFullYear(), 0, SUNDAY.getDate() + firstWeekday() + column);
    return { short: short.format(day), long: long.format(day) };
  });
}

/**
 * The days of a month by weeks; null where a week reaches out of it.
 * @param {Date} date in that month
 * @returns {(Date | null)[][]}
 */
export function calendarWeeks(date) {
  const [year, month] = [date.getFullYear(), date.getMonth()];
  const empty = (new Date(year, month, 1).getDay() - firstWeekday() + 7) % 7;
  const days = new Date(year, month + 1, 0).getDate();
  const weeks = Math.ceil((empty + days) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, column) => {
      const day = week * 7 + column - empty + 1;
      return day < 1 || day > days ? null : new Date(year, month, day);
    }),
  );
}
