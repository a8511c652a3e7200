// @ts-check

import { ConnectionLost, RequestFailed, reasonOf } from "./failures.js";
import { messenger } from "./messenger.js";
import { t } from "./texts.js";

/**
 * Ask the server where it can be asked now, for a dialog that says itself what went wrong.
 * @param {string} op
 * @param {object} data
 * @returns {Promise<{reply?: any, reason: string}>} the reason is empty where it was done
 */
export async function askNow(op, data) {
  try {
    return { reply: await messenger.connection.request(op, data, { keep: false }), reason: "" };
  } catch (error) {
    if (error instanceof ConnectionLost) {
      return { reason: t("The server could not be reached. Please try again.") };
    }
    if (!(error instanceof RequestFailed)) throw error;
    return { reason: reasonOf(error.code) };
  }
}
