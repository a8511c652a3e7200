// @ts-check
/** What is done later, brought together when something of it is first wished for. */

export { openSchedule } from "./schedule.js";
export { openScheduled } from "./scheduled-list.js";
