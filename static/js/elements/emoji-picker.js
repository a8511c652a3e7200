// @ts-check

import { habits, loadEmoji } from "../emoji.js";
import { messenger } from "../messenger.js";
import { isTouch } from "../send-key.js";
import { t } from "../texts.js";
import { ChoiceTabs } from "./choice-tabs.js";
import { EmojiPanel } from "./emoji-panel.js";
import { PanelPlace } from "./panel-place.js";

/**
 * @typedef {object} Wish
 * @property {(sign: string, more: boolean) => void} onChoose told what was chosen, and whether the
 *   person means to choose more: the panel closes by itself unless they do, or it is docked
 * @property {(sticker: import("../models/objects.js").Sticker) => void} [onSticker] told which
 *   sticker was chosen; without it there are none to choose from
 * @property {() => void} [onClose]
 * @property {HTMLElement} [dock] what it stands under on a phone, in place of the keyboard; without
 *   it is a sheet over the page
 */

/**
 * Let a person choose emoji, beside what asked for it.
 * @param {HTMLElement} anchor
 * @param {Wish} wish
 * @returns {Promise<PanelPlace | null>} null where they could not be had; the person is told so
 */
export async function openEmojiPanel(anchor, { onChoose, onSticker, onClose, dock }) {
  const catalogue = await loadEmoji().catch(() => null);
  if (!catalogue) {
    messenger.notice(t("The server could not be reached. Please try again."));
    return null;
  }
  await habits.restore(); // Another tab may have taken some since.
  const panel = new EmojiPanel(catalogue);
  const content = onSticker ? new ChoiceTabs(panel) : panel;
  const place = new PanelPlace(content, { anchor, label: t("Emoji"), dock, onClose });
  panel.onChoose = (sign, more) => {
    if (!(more || place.isDocked)) place.close();
    onChoose(sign, more);
  };
  if (content instanceof ChoiceTabs) {
    content.onSticker = (sticker) => {
      if (place.isDocked) place.close();
      onSticker?.(sticker);
    };
    content.onLeave = () => place.close();
  }
  await content.updateComplete;
  place.fit();
  // On the screen a keyboard would cover what one wants to see.
  if (!isTouch()) content.focus();
  return place;
}
