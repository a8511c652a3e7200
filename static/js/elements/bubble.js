// @ts-check

import { classMap, html, nothing } from "../../vendor/lit.js";
import { reasonOf } from "../failures.js";
import { t } from "../texts.js";
import { dayTitle } from "../times.js";
import { icon } from "./icon.js";
import { lookOf } from "./message-look.js";
import { messageText } from "./message-text.js";
import { ticks } from "./ticks.js";

/**
 * @typedef {import("../models/feed.js").Bubble} Bubble
 * @typedef {import("../models/feed.js").Row} Row
 *
 * @typedef {object} FeedFacts
 * @property {number} peerReadSeq
 * @property {string} peerName
 * @property {boolean} notices whether the server itself writes there
 * @property {string | null} reachable key of the bubble that Tab leads to
 */

/**
 * One row of the feed.
 * @param {Row} row
 * @param {FeedFacts} facts
 */
export function feedRow(row, facts) {
  switch (row.kind) {
    case "day":
      return html`<div class="day" role="listitem">
        <button type="button" tabindex="-1" data-day=${row.at} aria-haspopup="dialog">${dayTitle(row.at)}</button>
      </div>`;
    case "unread":
      return html`<div class="unread-line" role="listitem">${t("Unread messages")}</div>`;
    case "bubble":
      return bubbleRow(row, facts);
  }
}

/**
 * @param {Bubble} bubble
 * @param {FeedFacts} facts
 */
function bubbleRow(bubble, facts) {
  const { key, seq, mine, first, last, outgoing } = bubble;
  const failed = outgoing?.status === "failed";
  const look = lookOf(bubble, facts.notices);
  const { emoji } = look;
  return html`<div
    class=${classMap({ message: true, mine, first, last, failed, lone: emoji > 0, [`lone-${emoji}`]: emoji > 0 })}
    role="listitem"
    tabindex=${facts.reachable === key ? 0 : -1}
    data-key=${key}
    data-seq=${seq}
  >
    <div class="bubble">
      <span class="unseen">${mine ? t("You:") : `${facts.peerName}:`}</span>
      <span class="words" dir="auto">${messageText(look.parts)}</span>
      <span class="meta">${meta(bubble, look, facts)}</span>
    </div>
    ${failed ? failure(outgoing.reason ?? "") : nothing}
  </div>`;
}

/**
 * @param {Bubble} bubble
 * @param {import("./message-look.js").Look} look
 * @param {FeedFacts} facts
 */
function meta({ at, message, mine, outgoing, seq }, { clock, moment }, { peerReadSeq }) {
  const stage = outgoing ? "waiting" : seq <= peerReadSeq ? "read" : "sent";
  return html`${message?.edited_at ? html`<span>${t("edited")}</span>` : nothing}
    <time datetime=${at} title=${moment}>${clock}</time>
    ${mine && outgoing?.status !== "failed" ? ticks(stage) : nothing}`;
}

/** @param {string} reason a code of the protocol */
function failure(reason) {
  return html`<button type="button" class="failure" data-menu>
    ${icon("alert-circle")}<span>${t("Not sent.")} ${reasonOf(reason)}</span>
  </button>`;
}
