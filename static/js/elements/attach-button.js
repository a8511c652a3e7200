// @ts-check

import { html } from "../../vendor/lit.js";
import { bringAttach } from "../late.js";
import { t } from "../texts.js";
import { icon } from "./icon.js";

/** What leads to sending files; all else of it comes when it is first pressed. */
export function attachButton() {
  return html`<button
    type="button"
    class="icon-button attach-button"
    title=${t("Attach files")}
    aria-label=${t("Attach files")}
    aria-haspopup="menu"
    @click=${open}
  >${icon("paperclip")}</button>`;
}

/** @param {MouseEvent} event */
async function open({ currentTarget }) {
  const late = await bringAttach();
  late?.openAttachMenu(/** @type {HTMLElement} */ (currentTarget));
}
