// @ts-check

import { infoPane } from "./info-pane.js";
import { t } from "./texts.js";

/**
 * Open the pane about the open chat; what draws it comes when it is first opened.
 * @param {import("./models/messenger.js").Messenger} messenger
 * @param {HTMLElement} opener
 */
export async function openInfo(messenger, opener) {
  const chatId = messenger.openChatId;
  try {
    await import("./elements/chat-info.js");
  } catch {
    messenger.notice(t("The server could not be reached. Please try again."));
    return;
  }
  if (messenger.openChatId === chatId) infoPane.open(opener);
}
