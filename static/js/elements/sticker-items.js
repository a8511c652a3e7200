// @ts-check

import { stickers } from "../stickers.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";

/**
 * What can be done with a sticker.
 * @param {import("../models/messenger.js").Messenger} messenger
 * @param {import("../models/objects.js").Sticker} sticker
 * @param {() => void} [leave] called before something else is opened
 * @returns {import("./context-menu.js").MenuItem[]}
 */
export function stickerItems(messenger, sticker, leave = () => {}) {
  const show = () => {
    leave();
    messenger.dispatchEvent(new CustomEvent("sticker-pack", { detail: sticker.pack }));
  };
  return [
    favouriteItem(sticker),
    { picture: icon("sticker"), label: t("Show the pack"), run: show },
  ];
}

/** @param {import("../models/objects.js").Sticker} sticker */
function favouriteItem(sticker) {
  const isKept = stickers.isKept(sticker.id);
  const run = () => stickers.keep(sticker, !isKept);
  return isKept
    ? { picture: icon("star-off"), label: t("Remove from favourites"), run }
    : { picture: icon("star"), label: t("Add to favourites"), run };
}
