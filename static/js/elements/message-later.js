// @ts-check

import { isNotices } from "../models/chat.js";
import { inMinutes, nextMonday, tomorrow } from "../models/quick-times.js";
import { t } from "../texts.js";
import { wishLater } from "../wish-later.js";
import { icon } from "./late-icon.js";

/**
 * What others wrote can be reported; the server itself cannot.
 * @param {import("../models/messenger.js").Messenger} messenger
 * @param {import("../models/objects.js").Chat} chat
 * @param {import("../models/feed.js").Bubble} bubble
 * @returns {import("./context-menu.js").MenuItem[]}
 */
export function reportItems(messenger, chat, { mine, seq }) {
  if (mine || isNotices(chat)) return [];
  const run = () => wishLater(messenger, (later) => later.openReport(chat.id, [seq]));
  return [{ picture: icon("flag"), label: t("Report"), run }];
}

/**
 * @param {import("../models/messenger.js").Messenger} messenger
 * @param {import("../models/objects.js").Chat} chat
 * @param {import("../models/feed.js").Bubble} bubble
 * @returns {import("./context-menu.js").MenuItem[]}
 */
export function remindItems(messenger, chat, { seq }) {
  const offered = [
    { label: t("In 20 minutes"), at: inMinutes(20) },
    { label: t("In 1 hour"), at: inMinutes(60) },
    { label: t("In 3 hours"), at: inMinutes(180) },
    { label: t("Tomorrow morning"), at: tomorrow() },
    { label: t("On Monday"), at: nextMonday() },
  ];
  const times = offered.flatMap(({ label, at }) => {
    if (!at) return [];
    const run = () => wishLater(messenger, (later) => later.remind(chat.id, seq, at));
    return [{ picture: icon("clock"), label, run }];
  });
  const ask = () => wishLater(messenger, (later) => later.askReminder(chat.id, seq));
  const other = { picture: icon("calendar"), label: t("Another time…"), run: ask };
  return [{ picture: icon("bell"), label: t("Remind me"), items: [...times, other] }];
}
