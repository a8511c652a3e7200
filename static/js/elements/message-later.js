// @ts-check

import { isNotices } from "../models/chat.js";
import { t } from "../texts.js";
import { wishLater } from "../wish-later.js";
import { icon } from "./icon.js";

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
