// @ts-check

import { infoPane } from "./info-pane.js";
import { bringInfo } from "./late.js";
import { messenger } from "./messenger.js";

/**
 * Open the pane about the open chat; what draws it comes when it is first opened.
 * @param {HTMLElement} opener
 */
export async function openInfo(opener) {
  const chatId = messenger.openChatId;
  const isHere = await bringInfo();
  if (isHere && messenger.openChatId === chatId) infoPane.open(opener);
}
