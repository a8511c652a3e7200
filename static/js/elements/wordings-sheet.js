// @ts-check

import { html } from "../../vendor/lit.js";
import { markdown } from "../markdown.js";
import { messenger } from "../messenger.js";
import { t } from "../texts.js";
import { fullTime } from "../times.js";
import { Sheet } from "./sheet.js";

/** @typedef {{text: string, format: string, written_at: string}} Wording */

/** What an edited message said before, the newest first. */
export class WordingsSheet extends Sheet {
  /** @type {Wording[]} the oldest first */
  wordings = [];

  /** @override */
  get models() {
    return [markdown];
  }

  /** @override */
  get heading() {
    return t("Edit history");
  }

  /** @override */
  body() {
    return html`<ol class="sheet-rows wordings" role="list" tabindex="0">
      ${this.wordings.toReversed().map((wording, at) => row(wording, at === 0))}
    </ol>`;
  }
}

/**
 * @param {Wording} wording
 * @param {boolean} isNow
 */
function row(wording, isNow) {
  const { written_at } = wording;
  return html`<li>
    <span class="wording-time">
      <time datetime=${written_at}>${fullTime(written_at)}</time>${isNow ? html` · ${t("now")}` : ""}
    </span>
    <p dir="auto">${markdown.wordsOf(wording)}</p>
  </li>`;
}

customElements.define("wordings-sheet", WordingsSheet);

/**
 * Show what a message has said.
 * @param {string} chatId
 * @param {number} seq
 */
export async function openWordings(chatId, seq) {
  const reply = await messenger.ask("messages.edits", { chat_id: chatId, seq });
  if (!reply) return;
  const sheet = new WordingsSheet();
  sheet.wordings = reply.wordings;
  (document.querySelector(".messenger") ?? document.body).append(sheet);
}
