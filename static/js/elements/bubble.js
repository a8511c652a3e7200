// @ts-check

import { classMap, html, nothing } from "../../vendor/lit.js";
import { reasonOf } from "../failures.js";
import { isService } from "../models/feed.js";
import { t } from "../texts.js";
import { dayTitle } from "../times.js";
import { personTile, toneOf } from "./avatar.js";
import { quoted, reactionRow } from "./bubble-parts.js";
import { icon } from "./icon.js";
import { linkCard } from "./link-card.js";
import { albumOf, mediaBox } from "./media-box.js";
import { lookOf } from "./message-look.js";
import { messageWords } from "./message-text.js";
import { serviceWords } from "./service-words.js";
import { stickerBox } from "./sticker-box.js";
import { quietSign, ticks } from "./ticks.js";

/** Where one sees what takes the room, and deletes it. */
const STORAGE = "/account/storage";

/**
 * @typedef {import("../models/feed.js").Bubble} Bubble
 * @typedef {import("../models/feed.js").Row} Row
 *
 * @typedef {object} FeedFacts
 * @property {number} peerReadSeq
 * @property {string} peerName
 * @property {import("./senders.js").Senders | null} senders who writes, in a group
 * @property {import("./service-words.js").Names} names by which lines of the chat tell
 * @property {boolean} notices whether the server itself writes there
 * @property {Set<number> | null} chosen the messages that are chosen; null where none are being
 * @property {boolean} cards whether it is shown what links lead to
 * @property {number} edition of all of this but who is chosen and where Tab leads
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
      return html`<div class="feed-row unread-line" role="listitem">${t("Unread messages")}</div>`;
    case "bubble":
      return isService(row) ? serviceRow(row, facts) : bubbleRow(row, facts);
  }
}

/**
 * Rows of a group that stand together, beside the picture of their author: it slides along.
 * @param {Row[]} rows
 * @param {FeedFacts} facts
 * @param {unknown} drawn the same rows
 */
export function feedRun([row], facts, drawn) {
  const isSigned = row.kind === "bubble" && !row.mine && !isService(row);
  const sender = isSigned ? facts.senders?.of(row.senderId, row.seq) : null;
  if (!sender) return drawn;
  return html`<div class="run" role="none">
    ${drawn}
    <div class="run-face">${personTile(sender)}</div>
  </div>`;
}

/**
 * What was done in the group.
 * @param {Bubble} bubble
 * @param {FeedFacts} facts
 */
function serviceRow({ key, seq, message }, { reachable, names }) {
  const named = message?.service?.seq ?? nothing;
  return html`<div
    class="feed-row message service"
    role="listitem"
    tabindex=${reachable === key ? 0 : -1}
    data-key=${key}
    data-seq=${seq}
  ><span data-leads=${named}>${message ? serviceWords(message, names) : nothing}</span></div>`;
}

/**
 * @param {Bubble} bubble
 * @param {FeedFacts} facts
 */
function bubbleRow(bubble, facts) {
  const { key, seq, mine, first, last, outgoing, senderId } = bubble;
  const failed = outgoing?.status === "failed";
  const look = lookOf(bubble, facts.notices);
  const sender = mine ? null : facts.senders?.of(senderId, seq);
  const calls = !mine && facts.senders?.calls(bubble.message) === true;
  const lone = loneClasses(look, bubble);
  const choice = choiceOf(facts.chosen, seq);
  const album = albumOf(bubble);
  const pictured = pictureClasses(bubble, album);
  const classes = {
    "feed-row": true,
    message: true,
    mine,
    first,
    last,
    failed,
    calls,
    ...lone,
    ...choice,
    ...pictured,
  };
  const reachable = facts.reachable === key;
  return html`<div
    class=${classMap(classes)}
    role="listitem"
    tabindex=${reachable ? 0 : -1}
    data-key=${key}
    data-seq=${seq}
  >
    ${choice.choosing ? choiceBox(choice.chosen) : nothing}
    <div class="bubble" .style=${widthOf(album)}>
      ${sender ? signature(sender, first) : html`<span class="unseen">${mine ? t("You:") : `${facts.peerName}:`}</span>`}
      ${origin(bubble.from, facts.names.me, reachable)}
      ${bubble.quote ? quoted(bubble.quote, facts.names, reachable) : nothing}
      ${mediaBox(bubble, album, reachable)} ${saying(bubble, look, reachable)}
      ${card(bubble, facts)} ${foot(bubble, look, facts)}
    </div>
    ${failed ? failure(outgoing.reason ?? "") : nothing}
  </div>`;
}

/**
 * What a message says: a text, or a sticker.
 * @param {Bubble} bubble
 * @param {import("./message-look.js").Look} look
 * @param {boolean} reachable
 */
function saying({ sticker }, look, reachable) {
  return sticker ? stickerBox(sticker, reachable) : messageWords(look);
}

/**
 * What stands without a bubble: some emoji, or a sticker.
 * @param {import("./message-look.js").Look} look
 * @param {Bubble} bubble
 * @returns {Record<string, boolean>}
 */
function loneClasses({ emoji }, { sticker }) {
  if (sticker) return { lone: true, stuck: true };
  return { lone: emoji > 0, [`lone-${emoji}`]: emoji > 0 };
}

/**
 * Pictures decide how wide a bubble is, whatever stands under them.
 * @param {import("../models/album.js").Album | null} album
 */
function widthOf(album) {
  return album ? `--album: ${album.width}px` : "";
}

/**
 * With nothing under it the time stands on a picture, or in the last line of a file.
 * @param {Bubble} bubble
 * @param {import("../models/album.js").Album | null} album
 */
function pictureClasses({ attachments, reactions, text }, album) {
  const [pictured, alone] = [album !== null, !text && reactions.length === 0];
  const isRow = attachments.length > 0 && !pictured;
  return { pictured, bare: pictured && alone, wordless: isRow && alone };
}

/**
 * Whether a message may be chosen now, and is.
 * @param {Set<number> | null} chosen
 * @param {number} seq
 */
function choiceOf(chosen, seq) {
  return { choosing: chosen !== null && seq > 0, chosen: chosen?.has(seq) === true };
}

/** @param {boolean} chosen */
function choiceBox(chosen) {
  return html`<input
    type="checkbox"
    class="choice"
    tabindex="-1"
    aria-label=${t("Select")}
    .checked=${chosen}
  />`;
}

/**
 * What its first link leads to.
 * @param {Bubble} bubble
 * @param {FeedFacts} facts
 */
function card({ key, message }, { cards, reachable }) {
  return cards ? linkCard(message?.preview, reachable === key) : nothing;
}

/**
 * The time and the reactions: one line where there is room.
 * @param {Bubble} bubble
 * @param {import("./message-look.js").Look} look
 * @param {FeedFacts} facts
 */
function foot(bubble, look, facts) {
  const told = html`<span class="meta">${meta(bubble, look, facts)}</span>`;
  if (bubble.reactions.length === 0) return told;
  return html`<div class="reactions">
    ${reactionRow(bubble.reactions, facts.reachable === bubble.key)} ${told}
  </div>`;
}

/**
 * Who has written it, where the bubbles before it do not say so.
 * @param {import("./senders.js").Sender} sender
 * @param {boolean} shown to the eye
 */
function signature({ id, name }, shown) {
  const classes = { unseen: !shown, sender: shown, [`tone-${toneOf(id)}`]: shown };
  return html`<span class=${classMap(classes)}><bdi>${name}</bdi><span class="unseen">:</span></span>`;
}

/**
 * Whose words it repeats; a press leads to them, unless they are one's own or the account is gone.
 * @param {import("../models/objects.js").Forwarded | null} from
 * @param {string} me
 * @param {boolean} reachable
 */
function origin(from, me, reachable) {
  if (!from) return nothing;
  const { user_id, name } = from;
  const words = t("Forwarded from {name}", { name: name || t("Deleted account") });
  if (!name || user_id === me) return html`<span class="origin" dir="auto">${words}</span>`;
  const tab = reachable ? 0 : -1;
  return html`<button type="button" class="origin" dir="auto" tabindex=${tab} data-author=${user_id}>${words}</button>`;
}

/**
 * @param {Bubble} bubble
 * @param {import("./message-look.js").Look} look
 * @param {FeedFacts} facts
 */
function meta({ at, message, mine, outgoing, seq }, { clock, moment }, { peerReadSeq }) {
  const reached = seq <= peerReadSeq ? "read" : "sent";
  const quiet = mine && (outgoing ?? message)?.silent;
  return html`${quiet ? quietSign() : nothing}
    ${message?.edited_at ? html`<span data-edits=${seq}>${t("edited")}</span>` : nothing}
    <time datetime=${at} title=${moment}>${clock}</time>
    ${mine && outgoing?.status !== "failed" ? ticks(outgoing ? wayOf(outgoing) : reached) : nothing}`;
}

/** @param {import("../models/objects.js").OutgoingMessage} outgoing */
function wayOf({ send_at }) {
  return send_at ? "later" : "waiting";
}

/** @param {string} reason a code of the protocol */
function failure(reason) {
  const full = reason === "storage_full";
  const why = full ? t("There is no room for more files.") : reasonOf(reason);
  return html`<button type="button" class="failure" data-menu>
      ${icon("alert-circle")}<span>${t("Not sent.")} ${why}</span></button
    >${full ? html`<a class="make-room" href=${STORAGE}>${t("Make room")}</a>` : nothing}`;
}
