// @ts-check

import { t } from "../texts.js";
import { icon } from "./late-icon.js";

/**
 * The other ways to send what is written, beside the press of the button.
 * @param {import("../models/objects.js").Chat} chat
 * @param {{silently: () => void, later: () => void}} ways
 * @returns {import("./context-menu.js").MenuItem[]}
 */
export function sendMenu(chat, { silently, later }) {
  const schedule = { picture: icon("calendar-time"), label: t("Schedule message"), run: later };
  // Nobody is there whom a sound could reach.
  if (chat.kind === "saved") return [schedule];
  return [{ picture: icon("bell-off"), label: t("Send without sound"), run: silently }, schedule];
}
