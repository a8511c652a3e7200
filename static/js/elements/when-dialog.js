// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { t } from "../texts.js";
import { dayTitle, momentWords } from "../times.js";
import { openCalendar } from "./day-calendar.js";
import { icon } from "./late-icon.js";
import { Sheet } from "./sheet.js";

/** A server takes nothing nearer or farther than this, in ms. */
const SOONEST = 15_000;
const LATEST = 365 * 24 * 3_600_000;

/**
 * @typedef {object} QuickTime
 * @property {string} label
 * @property {Date} at
 *
 * @typedef {object} WhenFacts
 * @property {string} heading
 * @property {string} action what the button at the end says
 * @property {QuickTime[]} quick
 * @property {Date} shown the time that stands there first
 * @property {(at: Date) => Promise<string>} choose why it could not be done, or nothing
 */

/** Asks for a time: one of those that people often mean, or any day and hour. */
export class WhenDialog extends Sheet {
  /** @type {WhenFacts} */
  facts = { heading: "", action: "", quick: [], shown: new Date(), choose: async () => "" };
  #day = new Date();
  #reason = "";
  #isBusy = false;

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#day = this.facts.shown;
  }

  /** @override */
  get heading() {
    return this.facts.heading;
  }

  /** @override */
  body() {
    const { quick, shown, action } = this.facts;
    return html`
      ${
        quick.length > 0
          ? html`<ul class="sheet-rows quick-times" role="list">
              ${quick.map((each) => this.#quickTime(each))}
            </ul>`
          : nothing
      }
      <form class="when-form" @submit=${this.#submit}>
        <button type="button" class="plain-field when-day" aria-haspopup="dialog" @click=${this.#openCalendar}>
          ${icon("calendar")}<span class="unseen">${t("Day")}:</span><span>${dayTitle(this.#day.toISOString())}</span>
        </button>
        <input
          type="time"
          name="time"
          class="plain-field"
          required
          aria-label=${t("Time")}
          .defaultValue=${hours(shown)}
        />
        <button type="submit" class="soft-button" ?disabled=${this.#isBusy}>${action}</button>
      </form>
      <p class="when-note" role="alert">${this.#reason}</p>
    `;
  }

  /** @param {QuickTime} quick */
  #quickTime({ label, at }) {
    return html`<li>
      <button type="button" class="quick-time" ?disabled=${this.#isBusy} @click=${() => this.#choose(at)}>
        <span>${label}</span><time datetime=${at.toISOString()}>${momentWords(at.toISOString())}</time>
      </button>
    </li>`;
  }

  /** @param {MouseEvent} event */
  #openCalendar({ currentTarget }) {
    const now = Date.now();
    openCalendar({
      asker: /** @type {HTMLElement} */ (currentTarget),
      shown: this.#day,
      beginning: Promise.resolve(new Date(now).toISOString()),
      until: new Date(now + LATEST),
      label: t("Day"),
      choose: (day) => {
        this.#day = day;
        this.requestUpdate();
      },
    });
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (this.querySelector("[name=time]"));
    const [hour, minute] = field.value.split(":").map(Number);
    const day = this.#day;
    this.#choose(new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour, minute));
  }

  /** @param {Date} at */
  async #choose(at) {
    if (at.getTime() < Date.now() + SOONEST) return this.#say(t("Choose a later time."));
    this.#isBusy = true;
    this.#say("");
    const reason = await this.facts.choose(at);
    this.#isBusy = false;
    this.#say(reason);
    if (!reason) this.close();
  }

  /** @param {string} reason */
  #say(reason) {
    this.#reason = reason;
    this.requestUpdate();
  }
}

/** @param {Date} date */
function hours(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

customElements.define("when-dialog", WhenDialog);

/**
 * Ask for a time.
 * @param {WhenFacts} facts
 */
export function askWhen(facts) {
  const dialog = new WhenDialog();
  dialog.facts = facts;
  (document.querySelector(".messenger") ?? document.body).append(dialog);
}
