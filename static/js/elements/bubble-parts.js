// @ts-check
/** What stands in a bubble beside its words: what it answers, and what others put on it. */

import { classMap, html, nothing } from "../../vendor/lit.js";
import { t, tn } from "../texts.js";
import { toneOf } from "./avatar.js";
import { quoteWords } from "./media-words.js";

/**
 * @typedef {import("../models/objects.js").Reaction} Reaction
 * @typedef {import("../models/objects.js").ReplyTo} ReplyTo
 */

/**
 * The message that is answered; a press leads there.
 * @param {ReplyTo} quote
 * @param {import("./service-words.js").Names} names
 * @param {boolean} reachable whether Tab leads there
 */
export function quoted(quote, { me, nameOf }, reachable) {
  const { seq, sender_id, deleted, thumbnail_url } = quote;
  if (deleted) return html`<span class="quote">${t("Deleted message")}</span>`;
  const name = sender_id === me ? t("You") : nameOf(sender_id, seq);
  return html`<button
    type="button"
    class="quote tone-${toneOf(sender_id)}"
    tabindex=${reachable ? 0 : -1}
    data-leads=${seq}
  >${thumbnail_url ? html`<img src=${thumbnail_url} alt="" loading="lazy" />` : nothing}<b><bdi>${name}</bdi></b
    ><span dir="auto">${quoteWords(quote)}</span></button>`;
}

/**
 * The reactions to a message; a press joins one, or takes one's own off.
 * @param {Reaction[]} reactions
 * @param {boolean} reachable
 */
export function reactionRow(reactions, reachable) {
  return reactions.map(({ emoji, count, mine }) => {
    const words = tn("{n} person", "{n} people", count);
    return html`<button
      type="button"
      class=${classMap({ reaction: true, own: mine })}
      aria-pressed=${mine}
      aria-label="${emoji}, ${words}"
      tabindex=${reachable ? 0 : -1}
      data-react=${emoji}
    ><span class="sign">${emoji}</span>${count}</button>`;
  });
}
