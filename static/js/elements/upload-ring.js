// @ts-check

import { html, svg } from "../../vendor/lit.js";
import { messenger } from "../messenger.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";

/** Its way around, in units of its drawing. */
const AROUND = 100;
/** From the start something of it is seen. */
const LEAST = 4;

/**
 * How far a file of one's own is on its way; a press takes it out of its message.
 * @param {import("../models/objects.js").Media} media
 * @param {boolean} reachable
 */
export function uploadRing({ id, name, progress = 0 }, reachable) {
  const percent = Math.round(progress * 100);
  const cancel = () => messenger.dispatchEvent(new CustomEvent("cancel-file", { detail: { id } }));
  return html`<button
    type="button"
    class="upload"
    tabindex=${reachable ? 0 : -1}
    aria-label="${t("Cancel sending")} ${name}, ${percent}%"
    @click=${cancel}
  >
    ${wayAround(progress)}${icon("x")}
  </button>`;
}

/**
 * A line around what is on its way.
 * @param {number} progress from 0 to 1
 */
export function wayAround(progress) {
  const done = Math.max(LEAST, Math.round(progress * AROUND));
  return html`<svg class="way" viewBox="0 0 36 36" aria-hidden="true">
    ${svg`<circle cx="18" cy="18" r="15.9155" pathLength=${AROUND} stroke-dasharray="${done} ${AROUND}" />`}
  </svg>`;
}
