// @ts-check
/** The menus of the page and its calendar, brought together when one of them is first opened. */

export { headerMenu, listMenu } from "./chat-menu.js";
export { openMenu, openMenuUnder } from "./context-menu.js";
export { openCalendar } from "./day-calendar.js";
export { loadEditor, newFolder, tabMenu } from "./folder-menu.js";
export { messageMenu } from "./message-menu.js";
export { reactionStrip } from "./reaction-items.js";
export { sendMenu } from "./send-menu.js";
