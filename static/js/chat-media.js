// @ts-check
/** What was sent in chats, by kind: the lists of this page. */

import { ConnectionLost, pauseAfter, RequestFailed } from "./failures.js";
import { connection, messenger } from "./messenger.js";
import { SharedMedia } from "./models/shared-media.js";

export const sharedMedia = new SharedMedia(messenger, askPage);

/**
 * Ask for a page, again where the server wishes for patience.
 * @param {object} query
 * @returns {Promise<any>} null where it cannot be had now
 */
async function askPage(query) {
  for (;;) {
    try {
      return await connection.request("messages.search", query, { keep: false });
    } catch (error) {
      const pause = patienceFor(error);
      if (pause === null) return null;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/**
 * How long to wait before a page is asked for again, in ms; null where that would not help.
 * @param {unknown} error
 */
function patienceFor(error) {
  if (error instanceof RequestFailed) return pauseAfter(error);
  if (error instanceof ConnectionLost) return null;
  throw error;
}
