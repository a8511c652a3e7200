// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { stepInGrid } from "../models/emoji/grid-steps.js";
import { MenuRequest } from "./menu-request.js";
import { ModelElement } from "./model-element.js";

/** So far beyond the view sections are drawn, in px. */
const AHEAD = 400;
/** What the name of a section takes, in px; the stylesheet has the same. */
const HEADING = 30;

/**
 * @typedef {import("../models/emoji/grid-steps.js").Place} Place
 *
 * @typedef {object} CellFacts
 * @property {string} place its `data-place`
 * @property {0 | -1} tab its `tabindex`
 */

/**
 * @template Entry
 * @typedef {object} Section
 * @property {string} name
 * @property {string} [title] what it is called, where its name does not say so
 * @property {Entry[]} entries at least one
 */

/**
 * @template Entry
 * @typedef {object} Hearer
 * @property {(entry: Entry, more: boolean) => void} choose
 * @property {(entry: Entry, button: HTMLElement) => void} offer more of one is wished for
 * @property {(typed: boolean) => void} leave a key leads up and out, or types what is looked for
 * @property {(name: string) => void} reach a section has come under the eyes
 */

/**
 * What one chooses from, in sections of rows; only those are drawn that are near what is seen. Each
 * kind says how its entries look and how high they are.
 * @template Entry
 */
export class ChoiceGrid extends ModelElement {
  /** @type {Section<Entry>[]} */
  #sections = [];
  #columns = 8;
  /** @type {Set<string>} names of the sections that are drawn */
  #drawn = new Set();
  #current = "";
  /** @type {Place} what Tab leads to */
  #reachable = { section: 0, at: 0 };
  #hearer;

  /** @param {Hearer<Entry>} hearer */
  constructor(hearer) {
    super();
    this.#hearer = hearer;
  }

  /** How high and at least how wide an entry is, in px. */
  get row() {
    return 40;
  }

  /** Which entries have more to offer, as a selector. */
  get offering() {
    return "button";
  }

  /**
   * @param {Section<Entry>} section
   * @returns {string} what stands over it
   */
  titleOf({ name, title }) {
    return title ?? name;
  }

  /**
   * @param {Entry} _entry
   * @param {CellFacts} _facts
   * @returns {unknown} a button
   */
  cell(_entry, _facts) {
    return nothing;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("scroll", this.#look, { passive: true });
    this.addEventListener("click", this.#clicked);
    this.addEventListener("keydown", this.#key);
    addEventListener("resize", this.#measure);
    new MenuRequest(this, this.offering, (button) => this.#offer(button));
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("resize", this.#measure);
  }

  /** At once: who opens it waits for it. @override */
  async scheduleUpdate() {
    this.performUpdate();
  }

  /**
   * @param {Section<Entry>[]} sections
   * @param {{stay?: boolean}} [options] whether what is seen stays, since only its looks change
   */
  show(sections, { stay = false } = {}) {
    this.#sections = sections;
    if (!stay) {
      this.scrollTop = 0;
      this.#drawn.clear();
    }
    const { section, at } = this.#reachable;
    const isThere = stay && this.#sections[section]?.entries[at] !== undefined;
    if (!isThere) this.#reachable = { section: 0, at: 0 };
    this.#look();
    this.requestUpdate();
  }

  /** @param {string} name of the section to be seen */
  async goTo(name) {
    await this.updateComplete; // What was found until now is less high.
    this.scrollTop = this.#tops()[this.#sections.findIndex((each) => each.name === name)] ?? 0;
    this.#look();
  }

  /** Give the focus to the emoji that Tab leads to. */
  enter() {
    if (this.#sections.length > 0) this.#focus(this.#reachable);
  }

  /** @override */
  firstUpdated() {
    this.#measure();
  }

  #measure = () => {
    const { paddingLeft, paddingRight } = getComputedStyle(this);
    const room =
      this.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
    const columns = Math.max(1, Math.floor((room || 0) / this.row)) || this.#columns;
    if (columns !== this.#columns && room > 0) this.#columns = columns;
    this.requestUpdate();
    this.#look();
  };

  /** @param {Section<Entry>} section */
  #heightOf({ entries }) {
    return Math.ceil(entries.length / this.#columns) * this.row;
  }

  /** Where each section begins. */
  #tops() {
    let top = 0;
    return this.#sections.map((section) => {
      const begins = top;
      top += HEADING + this.#heightOf(section);
      return begins;
    });
  }

  /** Draw what comes near, and tell what is seen. */
  #look = () => {
    const { scrollTop, clientHeight } = this;
    const before = this.#drawn.size;
    let current = "";
    for (const [at, top] of this.#tops().entries()) {
      const section = this.#sections[at];
      const bottom = top + HEADING + this.#heightOf(section);
      if (top < scrollTop + clientHeight + AHEAD && bottom > scrollTop - AHEAD) {
        this.#drawn.add(section.name);
      }
      if (top <= scrollTop + HEADING) current = section.name;
    }
    if (this.#drawn.size > before) this.requestUpdate();
    if (current !== this.#current) this.#hearer.reach(current);
    this.#current = current;
  };

  /** @override */
  render() {
    return this.#sections.map(
      (section, at) => html`<section role="group" aria-label=${this.titleOf(section)}>
        <div class="choice-heading" dir="auto" aria-hidden="true">${this.titleOf(section)}</div>
        <div class="choice-rows">
          ${this.#drawn.has(section.name) ? this.#cells(section, at) : nothing}
        </div>
      </section>`,
    );
  }

  /** As tall as all rows will be, also where none is drawn yet. @override */
  updated() {
    this.style.setProperty("--columns", `${this.#columns}`);
    this.style.setProperty("--row", `${this.row}px`);
    /** @type {NodeListOf<HTMLElement>} */
    const rows = this.querySelectorAll(".choice-rows");
    for (const [at, section] of this.#sections.entries()) {
      rows[at].style.height = `${this.#heightOf(section)}px`;
    }
  }

  /**
   * @param {Section<Entry>} section
   * @param {number} number
   */
  #cells({ entries }, number) {
    const reachable = this.#reachable.section === number ? this.#reachable.at : -1;
    return entries.map((entry, at) =>
      this.cell(entry, { place: `${number} ${at}`, tab: at === reachable ? 0 : -1 }),
    );
  }

  /**
   * @param {HTMLElement} button
   * @returns {Place}
   */
  #placeOf(button) {
    const [section, at] = (button.dataset.place ?? "0 0").split(" ").map(Number);
    return { section, at };
  }

  /** @param {HTMLElement} button */
  #entryOf(button) {
    const { section, at } = this.#placeOf(button);
    return this.#sections[section].entries[at];
  }

  /** @param {MouseEvent} event */
  #clicked = ({ target, shiftKey }) => {
    const button = /** @type {HTMLElement} */ (target).closest("button");
    if (button) this.#hearer.choose(this.#entryOf(button), shiftKey);
  };

  /** @param {HTMLElement} button */
  #offer(button) {
    this.#hearer.offer(this.#entryOf(button), button);
  }

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (!button || event.ctrlKey || event.metaKey) return;
    if (event.altKey) {
      if (event.key === "ArrowDown" && button.matches(this.offering)) this.#offer(button);
    } else if (isLetter(event)) this.#hearer.leave(true);
    else this.#step(event, button);
  };

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLElement} button
   */
  #step(event, button) {
    const counts = this.#sections.map(({ entries }) => entries.length);
    const to = stepInGrid(event.key, this.#placeOf(button), counts, this.#columns);
    if (!to) return;
    event.preventDefault();
    if (to === "out") this.#hearer.leave(false);
    else this.#focus(to);
  }

  /** @param {Place} place */
  async #focus(place) {
    this.#drawn.add(this.#sections[place.section].name);
    this.#reachable = place;
    this.requestUpdate();
    await this.updateComplete;
    /** @type {HTMLElement | null} */
    const button = this.querySelector(`[data-place="${place.section} ${place.at}"]`);
    button?.focus();
  }
}

/**
 * What is typed goes into the search, which has the focus by then.
 * @param {KeyboardEvent} event
 */
function isLetter({ key }) {
  return key !== " " && Array.from(key).length === 1;
}
