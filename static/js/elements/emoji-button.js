// @ts-check

import { html } from "../../vendor/lit.js";
import { bringComposerEmoji, expectEmoji } from "../late.js";
import { t } from "../texts.js";
import { icon } from "./icon.js";

/**
 * What opens the emoji beside where one writes, and on a phone leads back to the keyboard.
 * @param {import("./message-composer.js").MessageComposer} composer
 */
export function emojiButton(composer) {
  return html`<button
    type="button"
    class="icon-button emoji-button"
    aria-label=${t("Emoji")}
    aria-haspopup="dialog"
    aria-expanded="false"
    @pointerenter=${expectEmoji}
    @pointerdown=${(/** @type {Event} */ event) => event.preventDefault()}
    @click=${(/** @type {Event} */ event) => toggle(event, composer)}
  >${icon("mood-smile")}${icon("keyboard")}</button>`;
}

/**
 * @param {Event} event
 * @param {import("./message-composer.js").MessageComposer} composer
 */
async function toggle({ currentTarget }, composer) {
  const late = await bringComposerEmoji();
  late?.toggleEmoji(/** @type {HTMLElement} */ (currentTarget), composer);
}
