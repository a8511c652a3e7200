// @ts-check

import { html, LitElement } from "../../vendor/lit.js";
import { calendarWeeks, weekdayNames } from "../models/month.js";
import { t } from "../texts.js";
import { dayName, monthName } from "../times.js";
import { placeOver } from "./context-menu.js";
import { icon } from "./late-icon.js";

const MARGIN = 8;
/** By how many days a key moves. */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/**
 * @typedef {object} CalendarFacts
 * @property {HTMLElement} asker who gets the focus back, and under whom it opens
 * @property {Date} shown the day that has the focus first
 * @property {Promise<string | null>} beginning when the first message was sent
 * @property {Date} [until] the last day that is offered; today without
 * @property {string} [label] what the days are for
 * @property {(day: Date) => void} choose called with the first moment of a day
 */

/** Days by months: one is chosen, to jump there in a chat or for something later. */
export class DayCalendar extends LitElement {
  /** @type {CalendarFacts} */
  facts = { asker: this, shown: new Date(), beginning: Promise.resolve(null), choose: () => {} };
  #day = startOf(new Date());
  #today = startOf(new Date());
  /** @type {Date | null} */
  #first = null;

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.popover = "manual";
    this.setAttribute("role", "dialog");
    this.setAttribute("aria-label", this.facts.label ?? t("Jump to date"));
    this.#day = startOf(this.facts.shown);
    this.#learnFirst();
    document.addEventListener("pointerdown", this.#pressed, { capture: true });
    addEventListener("resize", this.#leave);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.#pressed, { capture: true });
    removeEventListener("resize", this.#leave);
  }

  /** @override */
  firstUpdated() {
    this.showPopover();
    const { left, bottom, width } = this.facts.asker.getBoundingClientRect();
    const box = this.getBoundingClientRect();
    const x = Math.min(left + width / 2 - box.width / 2, innerWidth - box.width - MARGIN);
    const y = Math.min(bottom + MARGIN, innerHeight - box.height - MARGIN);
    this.style.left = `${Math.max(MARGIN, x)}px`;
    this.style.top = `${Math.max(MARGIN, y)}px`;
    this.#focusDay();
  }

  /** @override */
  render() {
    const title = monthName(this.#day);
    return html`
      <header>
        ${this.#turner(-1, t("Previous month"), icon("chevron-left"))}
        <b aria-live="polite">${title}</b>
        ${this.#turner(1, t("Next month"), icon("chevron-right"))}
      </header>
      <table role="grid" aria-label=${title} @keydown=${this.#key}>
        <thead>
          <tr>
            ${weekdayNames().map(
              ({ short, long }) => html`<th scope="col"><abbr title=${long}>${short}</abbr></th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${calendarWeeks(this.#day).map(
            (week) => html`<tr>${week.map((day) => this.#cell(day))}</tr>`,
          )}
        </tbody>
      </table>
    `;
  }

  /**
   * @param {number} by
   * @param {string} label
   * @param {unknown} picture
   */
  #turner(by, label, picture) {
    const to = inMonth(this.#day, by);
    return html`<button
      type="button"
      class="icon-button"
      aria-label=${label}
      ?disabled=${!this.#isOffered(by < 0 ? lastOf(to) : firstOf(to))}
      @click=${() => this.#show(this.#within(to))}
    >${picture}</button>`;
  }

  /** @param {Date | null} day null where the month has none in this column */
  #cell(day) {
    if (!day) return html`<td></td>`;
    const own = day.getTime() === this.#day.getTime();
    const today = day.getTime() === this.#today.getTime();
    return html`<td>
      <button
        type="button"
        tabindex=${own ? 0 : -1}
        aria-label=${dayName(day)}
        aria-current=${today ? "date" : "false"}
        ?disabled=${!this.#isOffered(day)}
        @click=${() => this.#choose(day)}
      >${day.getDate()}</button>
    </td>`;
  }

  async #learnFirst() {
    const first = await this.facts.beginning.catch(() => null);
    if (!first) return;
    this.#first = startOf(new Date(first));
    this.#day = this.#within(this.#day);
    this.requestUpdate();
  }

  get #last() {
    return startOf(this.facts.until ?? this.#today);
  }

  /** @param {Date} day */
  #isOffered(day) {
    return day <= this.#last && !(this.#first && day < this.#first);
  }

  /** @param {Date} day */
  #within(day) {
    if (day > this.#last) return this.#last;
    return this.#first && day < this.#first ? this.#first : day;
  }

  /** @param {Date} day */
  #choose(day) {
    this.#close();
    this.facts.choose(day);
  }

  /** @param {Date} day */
  #show(day) {
    this.#day = day;
    this.requestUpdate();
  }

  async #focusDay() {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector("td [tabindex='0']"))?.focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const day = this.#target(event);
    if (!day) return;
    event.preventDefault();
    this.#show(this.#within(day));
    this.#focusDay();
  }

  /** @param {KeyboardEvent} event */
  #target({ key }) {
    const step = STEPS[/** @type {keyof typeof STEPS} */ (key)];
    const day = this.#day;
    if (step) return new Date(day.getFullYear(), day.getMonth(), day.getDate() + step);
    if (key === "PageUp") return inMonth(day, -1);
    if (key === "PageDown") return inMonth(day, 1);
    if (key === "Home") return firstOf(day);
    return key === "End" ? lastOf(day) : null;
  }

  #close() {
    this.remove();
    this.facts.asker.focus({ preventScroll: true });
  }

  /** @param {PointerEvent} event */
  #pressed = (event) => {
    if (!this.contains(/** @type {Node} */ (event.target))) this.remove();
  };

  #leave = () => this.remove();

  /** @param {KeyboardEvent} event */
  #escape = (event) => {
    event.stopPropagation(); // No key of the calendar is one of what lies under it.
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.#close();
  };

  constructor() {
    super();
    this.addEventListener("keydown", this.#escape);
  }
}

customElements.define("day-calendar", DayCalendar);

/**
 * Open the one calendar of the page.
 * @param {CalendarFacts} facts
 */
export function openCalendar(facts) {
  document.querySelector("day-calendar")?.remove();
  const calendar = new DayCalendar();
  calendar.facts = facts;
  placeOver(facts.asker).append(calendar);
}

/** @param {Date} date */
function startOf(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/** @param {Date} date */
function firstOf(date) {
  return new Date(date.getFullYear(), date.getMonth(), 1);
}

/** @param {Date} date */
function lastOf(date) {
  return new Date(date.getFullYear(), date.getMonth() + 1, 0);
}

/**
 * The same day of another month, or its last one.
 * @param {Date} date
 * @param {number} by months
 */
function inMonth(date, by) {
  const last = new Date(date.getFullYear(), date.getMonth() + by + 1, 0);
  return new Date(last.getFullYear(), last.getMonth(), Math.min(date.getDate(), last.getDate()));
}
