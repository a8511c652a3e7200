// @ts-check

import { html, nothing, repeat } from "../../vendor/lit.js";
import { askNow } from "../ask-now.js";
import { reasonOf } from "../failures.js";
import { markdown } from "../markdown.js";
import { messenger } from "../messenger.js";
import { t } from "../texts.js";
import { fullTime, momentWords } from "../times.js";
import { openMenuUnder } from "./context-menu.js";
import { icon } from "./late-icon.js";
import { Sheet } from "./sheet.js";
import { askWhen } from "./when-dialog.js";

/** @typedef {import("../models/objects.js").Scheduled} Scheduled */

/** What this person has scheduled in a chat: looked through, mended, sent or dropped. */
export class ScheduledList extends Sheet {
  chatId = "";
  /** @type {Scheduled[] | null} null until the server has told */
  #messages = null;
  /** The chat as it was when the list was asked for: it becomes another with every change. */
  /** @type {import("../models/objects.js").Chat | undefined} */
  #of;
  /** @type {string | null} client id of the message whose text is being changed */
  #edited = null;
  #reason = "";

  /** @override */
  get models() {
    return [messenger.chats, markdown];
  }

  /** @override */
  get heading() {
    return t("Scheduled messages");
  }

  /** @override */
  willUpdate() {
    const chat = messenger.chats.get(this.chatId);
    if (chat === this.#of) return;
    this.#of = chat;
    this.#load();
  }

  async #load() {
    const { reply, reason } = await askNow("scheduled.list", { chat_id: this.chatId });
    if (reply) this.#messages = reply.scheduled;
    this.#say(reason);
  }

  /** @override */
  body() {
    return html`${this.#rows()}<p class="when-note" role="alert">${this.#reason}</p>`;
  }

  #rows() {
    const messages = this.#messages;
    if (!messages) return html`<ul class="sheet-rows" aria-busy="true"></ul>`;
    if (messages.length === 0)
      return html`<p class="sheet-empty">${t("Nothing is scheduled here.")}</p>`;
    return html`<ul class="sheet-rows" role="list">
      ${repeat(
        messages,
        ({ client_id }) => client_id,
        (message) => this.#row(message),
      )}
    </ul>`;
  }

  /** @param {Scheduled} message */
  #row(message) {
    const { client_id, send_at, silent, failed } = message;
    if (client_id === this.#edited) return this.#form(message);
    return html`<li class="later-row">
      <div>
        <p class="later-words" dir="auto">${markdown.wordsOf(message)}</p>
        <p class="later-time">
          ${failed ? icon("alert-circle") : icon("clock")}
          <time datetime=${send_at} title=${fullTime(send_at)}>${momentWords(send_at)}</time>
          ${silent ? html`<span role="img" aria-label=${t("Without sound")}>${icon("bell-off")}</span>` : nothing}
        </p>
        ${failed ? html`<p class="later-failed">${t("Not sent.")} ${reasonOf(failed)}</p>` : nothing}
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label=${t("What to do with it")}
        aria-haspopup="menu"
        @click=${(/** @type {MouseEvent} */ event) => this.#openMenu(message, event)}
      >${icon("dots-vertical")}</button>
    </li>`;
  }

  /** @param {Scheduled} message */
  #form({ client_id, text }) {
    return html`<li class="later-row">
      <form
        @submit=${(/** @type {SubmitEvent} */ event) => this.#save(client_id, event)}
        @keydown=${this.#formKey}
      >
        <textarea
          class="plain-field"
          name="text"
          rows="3"
          required
          dir="auto"
          aria-label=${t("Message")}
          maxlength=${messenger.longestText}
          .defaultValue=${text}
        ></textarea>
        <div class="later-ends">
          <button type="button" class="soft-button" @click=${this.#cancel}>${t("Cancel")}</button>
          <button type="submit" class="soft-button">${t("Save")}</button>
        </div>
      </form>
    </li>`;
  }

  /**
   * @param {Scheduled} message
   * @param {MouseEvent} event
   */
  #openMenu(message, { currentTarget }) {
    const one = { chat_id: this.chatId, client_id: message.client_id };
    const items = [
      {
        picture: icon("send-2"),
        label: t("Send now"),
        run: () => this.#ask("scheduled.send_now", one),
      },
      { picture: icon("pencil"), label: t("Edit"), run: () => this.#edit(message.client_id) },
      { picture: icon("clock"), label: t("Another time"), run: () => this.#move(message) },
      {
        picture: icon("trash"),
        label: t("Delete"),
        danger: true,
        run: () => this.#ask("scheduled.delete", one),
      },
    ];
    openMenuUnder(items, /** @type {HTMLElement} */ (currentTarget));
  }

  /**
   * @param {string} op
   * @param {object} data
   */
  async #ask(op, data) {
    const { reason } = await askNow(op, data);
    this.#say(reason);
    return reason;
  }

  /** @param {string} clientId */
  async #edit(clientId) {
    this.#edited = clientId;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector("textarea")?.focus();
  }

  /** @param {Scheduled} message */
  #move({ client_id, send_at, failed }) {
    const soon = new Date(Date.now() + 3_600_000);
    askWhen({
      heading: t("Another time"),
      action: t("Schedule"),
      quick: [],
      shown: failed ? soon : new Date(send_at),
      choose: (at) => {
        const one = { chat_id: this.chatId, client_id };
        return this.#ask("scheduled.edit", { ...one, send_at: at.toISOString() });
      },
    });
  }

  /**
   * @param {string} client_id
   * @param {SubmitEvent} event
   */
  async #save(client_id, event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const text = String(new FormData(form).get("text")).trim();
    const one = { chat_id: this.chatId, client_id };
    if (!(await this.#ask("scheduled.edit", { ...one, text }))) this.#cancel();
  }

  /** @param {KeyboardEvent} event */
  #formKey = (event) => {
    if (event.key === "Escape") {
      event.preventDefault(); // The list stays.
      event.stopPropagation();
      this.#cancel();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      /** @type {HTMLFormElement} */ (event.currentTarget).requestSubmit();
    }
  };

  #cancel = () => {
    this.#edited = null;
    this.requestUpdate();
  };

  /** @param {string} reason */
  #say(reason) {
    this.#reason = reason;
    this.requestUpdate();
  }
}

customElements.define("scheduled-list", ScheduledList);

/** @param {string} chatId */
export function openScheduled(chatId) {
  const list = new ScheduledList();
  list.chatId = chatId;
  (document.querySelector(".messenger") ?? document.body).append(list);
}
