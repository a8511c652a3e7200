// @ts-check

import { askNow } from "../ask-now.js";
import { formatOf } from "../markdown.js";
import { messenger } from "../messenger.js";
import { newClientId } from "../models/client-id.js";
import { inMinutes, nextMonday, thisEvening, tomorrow } from "../models/quick-times.js";
import { endReply } from "../models/replying.js";
import { t } from "../texts.js";
import { momentWords } from "../times.js";
import { openScheduled } from "./scheduled-list.js";
import { askWhen } from "./when-dialog.js";

/**
 * Ask when a text is to be sent, and have it sent then.
 * @param {string} chatId
 * @param {string[]} pieces the messages that it becomes
 * @param {() => void} done called once the server has all of them
 */
export function openSchedule(chatId, pieces, done) {
  // Known before the first try, so that a second one repeats nothing.
  const named = pieces.map((text) => ({
    text,
    format: formatOf(text),
    client_id: newClientId(),
  }));
  const { replying } = messenger.conversation(chatId);
  if (replying) Object.assign(named[0], { reply_to: replying.seq });
  askSendTime(async (at) => {
    const reason = await scheduleAll(chatId, named, at);
    if (!reason) {
      if (replying) endReply(messenger, chatId);
      done();
      tellScheduled(chatId, at.toISOString());
    }
    return reason;
  });
}

/**
 * Ask when something is to be sent.
 * @param {(at: Date) => Promise<string>} choose why it could not be done, or nothing
 */
export function askSendTime(choose) {
  const [heading, action] = [t("Schedule message"), t("Schedule")];
  askWhen({ heading, action, quick: sendTimes(), shown: inMinutes(60), choose });
}

/**
 * @param {string} chatId
 * @param {{text: string, format: string, client_id: string, reply_to?: number}[]} named
 * @param {Date} at
 */
async function scheduleAll(chatId, named, at) {
  for (const [place, message] of named.entries()) {
    // In their order, each a moment after the one before.
    const send_at = new Date(at.getTime() + place).toISOString();
    const wish = { chat_id: chatId, kind: "text", send_at, ...message };
    const { reason } = await askNow("scheduled.add", wish);
    if (reason) return reason;
  }
  return "";
}

/**
 * Say that something will be sent, and lead there.
 * @param {string} chatId
 * @param {string} at RFC 3339
 */
export function tellScheduled(chatId, at) {
  const run = () => openScheduled(chatId);
  const time = momentWords(at);
  messenger.notice(t("Will be sent: {time}", { time }), { label: t("Show"), run });
}

/** When people often want something to be sent. */
export function sendTimes() {
  const offered = [
    { label: t("In 1 hour"), at: inMinutes(60) },
    { label: t("This evening"), at: thisEvening() },
    { label: t("Tomorrow morning"), at: tomorrow() },
    { label: t("On Monday"), at: nextMonday() },
  ];
  return offered.flatMap(({ label, at }) => (at ? [{ label, at }] : []));
}
