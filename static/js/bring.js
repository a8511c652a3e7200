// @ts-check
/** Parts of the page that come when they are wished for. */

import { messenger } from "./messenger.js";
import { t } from "./texts.js";

export { dressed } from "./dressed.js";

/**
 * Have a part that a person has wished for.
 * @template Part
 * @param {Promise<Part>} part
 * @returns {Promise<Part | null>} null where it could not be had; the person is told so
 */
export async function bring(part) {
  try {
    return await part;
  } catch {
    messenger.notice(t("The server could not be reached. Please try again."));
    return null;
  }
}
