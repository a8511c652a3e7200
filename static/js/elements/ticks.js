// @ts-check

import { html } from "../../vendor/lit.js";
import { t } from "../texts.js";
import { icon } from "./icon.js";

/**
 * How far one's own message has come.
 * @param {"waiting" | "later" | "sent" | "read" | "failed"} stage
 */
export function ticks(stage) {
  switch (stage) {
    case "waiting":
      return mark(icon("clock"), stage, t("On its way"));
    case "later":
      return mark(icon("calendar-time"), stage, t("Will be sent later"));
    case "failed":
      return mark(icon("alert-circle"), stage, t("Not sent"));
    case "sent":
      return mark(icon("check"), stage, t("Sent"));
    case "read":
      return mark(icon("checks"), stage, t("Read"));
  }
}

/** One's own message makes no sound where it arrives. */
export function quietSign() {
  return mark(icon("bell-off"), "quiet", t("Sent without sound"));
}

/**
 * @param {unknown} picture
 * @param {string} stage
 * @param {string} label
 */
function mark(picture, stage, label) {
  return html`<span class="tick ${stage}" role="img" aria-label=${label}>${picture}</span>`;
}
