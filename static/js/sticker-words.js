// @ts-check

import { t } from "./texts.js";

/**
 * What is said of a sticker by those who show a line of it.
 * @param {Pick<import("./models/objects.js").Sticker, "emoji">} sticker
 */
export function stickerWords({ emoji }) {
  return `${emoji} ${t("Sticker")}`;
}
