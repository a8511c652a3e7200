// @ts-check

import { classMap, html, nothing } from "../../vendor/lit.js";
import { bring, dressed } from "../bring.js";
import { markdown } from "../markdown.js";
import { messenger } from "../messenger.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";
import { ModelElement } from "./model-element.js";

/** As many are told apart at the edge; of more those around the one that is shown. */
const MOST_SEGMENTS = 4;

/** @typedef {import("../models/objects.js").Message} Message */

/** The pinned messages of the open chat, one at a time, the newest first. */
export class PinnedBar extends ModelElement {
  #chatId = "";
  /** Seq of the message that is shown; 0 for the newest. */
  #shown = 0;

  /** @override */
  get models() {
    return [messenger, messenger.pins, markdown];
  }

  /** @override */
  render() {
    const { openChatId } = messenger;
    const pinned = messenger.pins.of(openChatId);
    if (openChatId === null || pinned.length === 0) return nothing;
    if (openChatId !== this.#chatId) this.#shown = 0;
    this.#chatId = openChatId;
    const at = this.#at(pinned);
    return html`
      <button type="button" class="pinned-message" @click=${() => this.#step(pinned, at)}>
        ${segments(pinned.length, at)} ${thumbnail(pinned[at])}
        <span>
          <b>${titleOf(pinned.length, at)}</b>
          <span class="pinned-words" dir="auto">${markdown.wordsOf(pinned[at])}</span>
        </span>
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label=${t("All pinned messages")}
        title=${t("All pinned messages")}
        aria-haspopup="dialog"
        @click=${() => this.#openList(openChatId)}
      >${icon("list")}</button>
    `;
  }

  /** @param {Message[]} pinned */
  #at(pinned) {
    return Math.max(
      0,
      pinned.findIndex(({ seq }) => seq === this.#shown),
    );
  }

  /**
   * Lead to the one that is shown, and show the next older one.
   * @param {Message[]} pinned
   * @param {number} at
   */
  #step(pinned, at) {
    messenger.conversation(this.#chatId).jumpTo(pinned[at].seq);
    this.#shown = pinned[(at + 1) % pinned.length].seq;
    this.requestUpdate();
  }

  /** @param {string} chatId */
  async #openList(chatId) {
    const list = await bring(loadList());
    list?.openPinned(chatId);
  }
}

/** Nothing of it is needed before the list is opened. */
export const loadList = () => dressed(import("./pinned-list.js"), "sheet");

/** @param {Message} message */
function thumbnail({ attachments = [] }) {
  const shown = attachments.find(
    ({ thumbnail_url, status }) => thumbnail_url && status === "ready",
  );
  return shown ? html`<img src=${shown.thumbnail_url} alt="" />` : nothing;
}

/**
 * @param {number} count
 * @param {number} at
 */
function titleOf(count, at) {
  if (count === 1) return t("Pinned message");
  return t("Pinned message {at} of {of}", { at: count - at, of: count });
}

/**
 * A line at the edge, in as many pieces as there are messages; the newest stands lowest.
 * @param {number} count
 * @param {number} at
 */
function segments(count, at) {
  const shown = Math.min(count, MOST_SEGMENTS);
  const first = Math.min(Math.max(0, at - 1), count - shown);
  const pieces = Array.from({ length: shown }, (_, place) => first + place === at);
  return html`<span class="segments" aria-hidden="true"
    >${pieces.reverse().map((now) => html`<i class=${classMap({ now })}></i>`)}</span
  >`;
}

customElements.define("pinned-bar", PinnedBar);
