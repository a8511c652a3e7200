// @ts-check

import { infoPane } from "./info-pane.js";
import { messenger } from "./messenger.js";

/**
 * Show a message where it stands in its chat; a pane that lies over that gives way.
 * @param {import("./models/objects.js").Message} message
 */
export async function goToMessage({ chat_id, seq }) {
  if (infoPane.isOver) infoPane.close();
  await messenger.conversation(chat_id).jumpTo(seq);
}
