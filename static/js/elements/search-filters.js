// @ts-check

import { html, LitElement } from "../../vendor/lit.js";
import { t } from "../texts.js";
import { dayTitle } from "../times.js";
import { openCalendar } from "./day-calendar.js";
import { icon } from "./late-icon.js";
import { choosePerson } from "./person-sheet.js";

const DAY = 86_400_000; // ms

/**
 * @typedef {import("../models/message-search.js").Bounds} Bounds
 * @typedef {{id: string, name: string}} Writer
 */

/** What a search of messages is narrowed to: who wrote them, links alone, and the days. */
export class SearchFilters extends LitElement {
  /** In which chat; null for all. @type {import("../models/objects.js").Chat | null} */
  chat = null;
  /** When its first message was sent. @type {() => Promise<string | null>} */
  beginning = async () => null;
  /** @type {() => void} called when anything is chosen */
  changed = () => {};
  links = false;
  /** @type {Writer | null} */
  #writer = null;
  /** @type {Date | null} the first moment of a day */
  #since = null;
  /** @type {Date | null} the first moment of the last day */
  #until = null;

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** Whether anything is chosen. */
  get isSet() {
    return this.links || [this.#writer, this.#since, this.#until].some((each) => each !== null);
  }

  /** Choose nothing any more; nobody is told. */
  clear() {
    this.links = false;
    this.#writer = null;
    this.#since = null;
    this.#until = null;
    this.requestUpdate();
  }

  /** @returns {Bounds} */
  get bounds() {
    return {
      ...(this.chat && { chat_id: this.chat.id }),
      ...(this.links && { kind: /** @type {const} */ ("link") }),
      ...(this.#writer && { sender_id: this.#writer.id }),
      ...(this.#since && { after: this.#since.toISOString() }),
      ...(this.#until && { before: endOf(this.#until).toISOString() }),
    };
  }

  /** @override */
  render() {
    const [since, until] = [this.#since, this.#until];
    return html`<div class="search-filters" role="group" aria-label=${t("Narrow the search")}>
      ${this.#chip(t("From"), this.#writer?.name, this.#chooseWriter, this.#anyone)}
      <button type="button" class="filter-chip" aria-pressed=${this.links} @click=${this.#turnLinks}>
        ${t("Only links")}
      </button>
      ${this.#chip(t("Since"), since && dayTitle(since.toISOString()), this.#chooseSince, this.#always)}
      ${this.#chip(t("Until"), until && dayTitle(until.toISOString()), this.#chooseUntil, this.#evermore)}
    </div>`;
  }

  /**
   * A filter that is chosen, or taken away by its cross.
   * @param {string} label
   * @param {string | null | undefined} chosen
   * @param {(event: MouseEvent) => void} choose
   * @param {() => void} clear
   */
  #chip(label, chosen, choose, clear) {
    if (!chosen) {
      return html`<button type="button" class="filter-chip" aria-haspopup="dialog" @click=${choose}>
        ${label}
      </button>`;
    }
    return html`<span class="filter-chip on">
      <button type="button" aria-haspopup="dialog" @click=${choose}>${label}: <bdi>${chosen}</bdi></button>
      <button type="button" aria-label=${t("Remove “{filter}”", { filter: label })} @click=${clear}>
        ${icon("x")}
      </button>
    </span>`;
  }

  #turnLinks = () => {
    this.links = !this.links;
    this.tell();
  };

  #chooseWriter = async () => {
    const person = await choosePerson(t("From"), this.chat);
    if (!person) return;
    this.#writer = person;
    this.tell();
  };

  #anyone = () => {
    this.#writer = null;
    this.tell();
  };

  #chooseSince = (/** @type {MouseEvent} */ event) => {
    this.#chooseDay(event, this.#since, (day) => {
      this.#since = day;
    });
  };

  #always = () => {
    this.#since = null;
    this.tell();
  };

  #chooseUntil = (/** @type {MouseEvent} */ event) => {
    this.#chooseDay(event, this.#until, (day) => {
      this.#until = day;
    });
  };

  #evermore = () => {
    this.#until = null;
    this.tell();
  };

  /**
   * @param {MouseEvent} event
   * @param {Date | null} shown
   * @param {(day: Date) => void} choose
   */
  #chooseDay({ currentTarget }, shown, choose) {
    openCalendar({
      asker: /** @type {HTMLElement} */ (currentTarget),
      shown: shown ?? new Date(),
      beginning: this.beginning(),
      choose: (day) => {
        choose(day);
        this.tell();
      },
    });
  }

  /** Something was chosen. */
  tell() {
    this.requestUpdate();
    this.changed();
  }
}

/** @param {Date} day its first moment */
function endOf(day) {
  const next = new Date(day.getTime() + DAY + DAY / 8); // A day may have 25 hours.
  return new Date(next.getFullYear(), next.getMonth(), next.getDate());
}

customElements.define("search-filters", SearchFilters);
