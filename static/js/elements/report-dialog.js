// @ts-check

import { html } from "../../vendor/lit.js";
import { askNow } from "../ask-now.js";
import { messenger } from "../messenger.js";
import { t } from "../texts.js";
import { Sheet } from "./sheet.js";

const LONGEST_COMMENT = 1000;

/** Asks why messages are to be reported to the administrators. */
export class ReportDialog extends Sheet {
  chatId = "";
  /** @type {number[]} */
  seqs = [];
  #reason = "";
  #isBusy = false;

  /** @override */
  get heading() {
    return t("Report to the administrators");
  }

  /** @override */
  body() {
    const reasons = [
      ["spam", t("Spam")],
      ["abuse", t("Insults or threats")],
      ["illegal", t("Something illegal")],
      ["other", t("Something else")],
    ];
    return html`<form class="report-form" @submit=${this.#submit}>
      <fieldset>
        <legend class="unseen">${t("Why?")}</legend>
        ${reasons.map(
          ([reason, label], place) => html`<label>
            <input type="radio" name="reason" value=${reason} ?checked=${place === 0} /><span>${label}</span>
          </label>`,
        )}
      </fieldset>
      <textarea
        class="plain-field"
        name="comment"
        rows="3"
        dir="auto"
        maxlength=${LONGEST_COMMENT}
        aria-label=${t("Add a comment")}
        placeholder=${t("Add a comment")}
      ></textarea>
      <p class="when-note" role="alert">${this.#reason}</p>
      <p class="report-hint">
        ${t("They get a copy of this message and your name, and see nothing else of the chat.")}
      </p>
      <button type="submit" class="soft-button" ?disabled=${this.#isBusy}>${t("Report")}</button>
    </form>`;
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const said = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    this.#isBusy = true;
    this.requestUpdate();
    const { reason } = await askNow("messages.report", {
      chat_id: this.chatId,
      seqs: this.seqs,
      reason: said.get("reason"),
      comment: said.get("comment"),
    });
    this.#isBusy = false;
    this.#reason = reason;
    this.requestUpdate();
    if (reason) return;
    this.close();
    messenger.notice(t("Thank you. The administrators will look at it."));
  }
}

customElements.define("report-dialog", ReportDialog);

/**
 * Ask why messages are to be reported.
 * @param {string} chatId
 * @param {number[]} seqs
 */
export function openReport(chatId, seqs) {
  const dialog = new ReportDialog();
  Object.assign(dialog, { chatId, seqs });
  (document.querySelector(".messenger") ?? document.body).append(dialog);
}
