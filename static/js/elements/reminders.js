// @ts-check

import { html, repeat } from "../../vendor/lit.js";
import { askNow } from "../ask-now.js";
import { messenger } from "../messenger.js";
import { inMinutes } from "../models/quick-times.js";
import { t } from "../texts.js";
import { fullTime, momentWords } from "../times.js";
import { icon } from "./late-icon.js";
import { Sheet } from "./sheet.js";
import { askWhen } from "./when-dialog.js";
import { titleOf } from "./words.js";

/**
 * @typedef {object} Reminder
 * @property {string} chat_id
 * @property {number} seq
 * @property {string} remind_at RFC 3339
 * @property {string | null} sender_id
 * @property {string | null} text null where the message is seen no more
 */

/** The messages of which this person wants to be reminded. */
export class RemindersList extends Sheet {
  /** @type {Reminder[] | null} null until the server has told */
  #reminders = null;
  #reason = "";

  /** @override */
  get models() {
    return [messenger.chats];
  }

  /** @override */
  get heading() {
    return t("Reminders");
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    messenger.addEventListener("reminders", this.#load);
    this.#load();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    messenger.removeEventListener("reminders", this.#load);
  }

  #load = async () => {
    const { reply, reason } = await askNow("reminders.list", {});
    if (reply) this.#reminders = reply.reminders;
    this.#say(reason);
  };

  /** @override */
  body() {
    return html`${this.#rows()}<p class="when-note" role="alert">${this.#reason}</p>`;
  }

  #rows() {
    const reminders = this.#reminders;
    if (!reminders) return html`<ul class="sheet-rows" aria-busy="true"></ul>`;
    if (reminders.length === 0) {
      return html`<p class="sheet-empty">${t("You asked for no reminder.")}</p>`;
    }
    return html`<ul class="sheet-rows" role="list">
      ${repeat(
        reminders,
        ({ chat_id, seq }) => `${chat_id}/${seq}`,
        (reminder) => this.#row(reminder),
      )}
    </ul>`;
  }

  /** @param {Reminder} reminder */
  #row({ chat_id, seq, remind_at, text }) {
    const chat = messenger.chats.get(chat_id);
    return html`<li class="later-row">
      <button
        type="button"
        class="pinned-row"
        ?disabled=${text === null}
        @click=${() => this.#open(chat_id, seq)}
      >
        <b><bdi>${chat ? titleOf(chat) : ""}</bdi></b>
        <span class="pinned-words" dir="auto">${text ?? t("This message is gone.")}</span>
        <span class="later-time">
          ${icon("clock")}<time datetime=${remind_at} title=${fullTime(remind_at)}>${momentWords(remind_at)}</time>
        </span>
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label=${t("Remove the reminder")}
        title=${t("Remove the reminder")}
        @click=${() => this.#remove(chat_id, seq)}
      >${icon("trash")}</button>
    </li>`;
  }

  /**
   * @param {string} chatId
   * @param {number} seq
   */
  #open(chatId, seq) {
    this.close();
    messenger.openChat(chatId, seq);
  }

  /**
   * @param {string} chat_id
   * @param {number} seq
   */
  async #remove(chat_id, seq) {
    const { reason } = await askNow("reminders.delete", { chat_id, seq });
    this.#say(reason);
  }

  /** @param {string} reason */
  #say(reason) {
    this.#reason = reason;
    this.requestUpdate();
  }
}

customElements.define("reminders-list", RemindersList);

/** Show what this person wants to be reminded of. */
export function openReminders() {
  (document.querySelector(".messenger") ?? document.body).append(new RemindersList());
}

/**
 * Be reminded of a message at a time.
 * @param {string} chatId
 * @param {number} seq
 * @param {Date} at
 * @returns {Promise<string>} why it could not be done, or nothing
 */
export async function remind(chatId, seq, at) {
  const remind_at = at.toISOString();
  const { reason } = await askNow("reminders.add", { chat_id: chatId, seq, remind_at });
  const way = { label: t("Show"), run: openReminders };
  const time = momentWords(remind_at);
  if (reason) messenger.notice(reason);
  else messenger.notice(t("You will be reminded: {time}", { time }), way);
  return reason;
}

/**
 * Ask when to be reminded of a message.
 * @param {string} chatId
 * @param {number} seq
 */
export function askReminder(chatId, seq) {
  askWhen({
    heading: t("Choose when to be reminded"),
    action: t("Remind"),
    quick: [],
    shown: inMinutes(60),
    choose: (at) => remind(chatId, seq, at),
  });
}
