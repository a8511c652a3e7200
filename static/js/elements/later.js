// @ts-check
/** What is done later or seldom, brought together when something of it is first wished for. */

export { askReminder, openReminders, remind } from "./reminders.js";
export { openReport } from "./report-dialog.js";
export { askSendTime, openSchedule, tellScheduled } from "./schedule.js";
export { openScheduled } from "./scheduled-list.js";
