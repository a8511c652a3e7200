// @ts-check

import { html, LitElement, nothing } from "../../vendor/lit.js";
import { icon } from "./late-icon.js";
import { stepFocus } from "./roving.js";

const MARGIN = 8;
/** Between the menu and what it must leave in sight, in px. */
const GAP = 4;
/** A click follows the lifting of a finger within so long, in ms. */
const CLICK = 100;

/**
 * @typedef {object} MenuItem
 * @property {unknown} picture an icon
 * @property {string} label
 * @property {() => void} [run]
 * @property {MenuItem[]} [items] what it leads to, in the place of this menu
 * @property {boolean} [danger]
 * @property {boolean} [on] of one that is ticked or not
 *
 * @typedef {object} MenuPoint Where a menu was asked for, in the window.
 * @property {number} x
 * @property {number} y
 * @property {boolean} [clear] whether it leaves its asker in sight: no pointer stands there
 */

/** A menu over the page: fitted to the screen, worked by mouse, finger and keys. */
export class ContextMenu extends LitElement {
  /** @type {MenuItem[]} */
  items = [];
  /** @type {MenuItem[]} pictures in a line over them */
  strip = [];
  /** @type {MenuPoint} */
  at = { x: 0, y: 0 };
  /** @type {HTMLElement | null} who gets the focus back */
  asker = null;
  #pressedInside = false;

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.popover = "manual"; // In the top layer, above dialogs; it closes by the rules below.
    this.setAttribute("role", "menu");
    this.addEventListener("keydown", this.#key);
    document.addEventListener("pointerdown", this.#pressed, { capture: true });
    document.addEventListener("wheel", this.#scrolled, { capture: true, passive: true });
    addEventListener("blur", this.#leave);
    addEventListener("resize", this.#leave);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.#pressed, { capture: true });
    document.removeEventListener("wheel", this.#scrolled, { capture: true });
    removeEventListener("blur", this.#leave);
    removeEventListener("resize", this.#leave);
  }

  /** @override */
  firstUpdated() {
    this.showPopover();
    this.#fit();
  }

  /** Stand where the whole menu is on the screen, the focus on its first item. */
  #fit() {
    const { width, height } = this.getBoundingClientRect();
    const left = Math.min(this.at.x, innerWidth - width - MARGIN);
    const top = Math.min(this.#top(height), innerHeight - height - MARGIN);
    this.style.left = `${Math.max(MARGIN, left)}px`;
    this.style.top = `${Math.max(MARGIN, top)}px`;
    /** @type {HTMLElement | null} */ (this.querySelector(":scope > button"))?.focus();
  }

  /** @param {number} height of the menu */
  #top(height) {
    if (!(this.at.clear && this.asker)) return this.at.y;
    const { top, bottom } = this.asker.getBoundingClientRect();
    const [under, over] = [bottom + GAP, top - GAP - height];
    if (under + height + MARGIN <= innerHeight) return under;
    return over >= MARGIN ? over : this.at.y;
  }

  /** @override */
  render() {
    return html`${this.strip.length > 0 ? this.#strip() : nothing} ${this.#items()}`;
  }

  #strip() {
    return html`<div class="menu-strip" role="none">
      ${this.strip.map(
        (item) => html`<button
          type="button"
          role=${item.on === undefined ? "menuitem" : "menuitemcheckbox"}
          aria-checked=${item.on ?? nothing}
          aria-label=${item.label}
          title=${item.label}
          tabindex="-1"
          @click=${(/** @type {MouseEvent} */ event) => this.#choose(item, event)}
        >${item.picture}</button>`,
      )}
    </div>`;
  }

  #items() {
    return this.items.map(
      (item) => html`<button
        type="button"
        role=${item.on === undefined ? "menuitem" : "menuitemcheckbox"}
        aria-checked=${item.on ?? nothing}
        aria-haspopup=${item.items ? "menu" : nothing}
        tabindex="-1"
        class=${item.danger ? "danger" : ""}
        @click=${(/** @type {MouseEvent} */ event) => this.#choose(item, event)}
      >${item.picture}<span>${item.label}</span>${item.items ? icon("chevron-right") : nothing}</button>`,
    );
  }

  /**
   * @param {MenuItem} item
   * @param {MouseEvent} event
   */
  #choose(item, event) {
    // The finger whose long press opened the menu is lifted over it: that chooses nothing.
    const byPointer = event.detail > 0;
    if (byPointer && !this.#pressedInside) return;
    if (item.items) this.#lead(item.items);
    else {
      this.close();
      item.run?.();
    }
  }

  /** @param {MenuItem[]} items to show now */
  async #lead(items) {
    this.items = items;
    this.strip = [];
    this.requestUpdate();
    await this.updateComplete;
    this.#fit();
  }

  close() {
    this.remove();
    this.asker?.focus({ preventScroll: true });
  }

  /** @param {PointerEvent} event */
  #pressed = (event) => {
    this.#pressedInside = this.contains(/** @type {Node} */ (event.target));
    if (this.#pressedInside) return;
    this.remove();
    swallowClick();
  };

  /** @param {Event} event whoever scrolls the page has done with the menu */
  #scrolled = ({ target }) => {
    if (!this.contains(/** @type {Node} */ (target))) this.remove();
  };

  #leave = () => this.remove();

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    event.stopPropagation(); // No key of the menu is one of what lies under it.
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      this.close();
    } else this.#step(event);
  };

  /**
   * Up and down among the items and from them to the line of pictures, in which it goes sideways.
   * @param {KeyboardEvent} event
   */
  #step(event) {
    /** @type {HTMLElement[]} */
    const strip = [...this.querySelectorAll(/** @type {"button"} */ (".menu-strip button"))];
    const at = strip.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
    if (at >= 0 && step !== 0) {
      event.preventDefault();
      strip[Math.max(0, Math.min(at + step, strip.length - 1))].focus();
      return;
    }
    const items = [...this.querySelectorAll(/** @type {"button"} */ (":scope > button"))];
    const entry = at >= 0 ? strip[at] : strip[0];
    stepFocus(event, entry ? [entry, ...items] : items);
  }
}

/** The press that closes a menu is no click on what lies under it. */
function swallowClick() {
  const swallow = (/** @type {Event} */ event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", swallow, { capture: true, once: true });
  const forget = () =>
    setTimeout(() => document.removeEventListener("click", swallow, true), CLICK);
  document.addEventListener("pointerup", forget, { capture: true, once: true });
}

customElements.define("context-menu", ContextMenu);

/**
 * Open the one menu of the page.
 * @param {MenuItem[]} items
 * @param {MenuPoint} at
 * @param {HTMLElement | null} asker
 * @param {MenuItem[]} [strip] pictures in a line over them
 */
export function openMenu(items, at, asker, strip = []) {
  document.querySelector("context-menu")?.remove();
  const menu = new ContextMenu();
  Object.assign(menu, { items, at, asker, strip });
  placeOver(asker).append(menu);
}

/**
 * Open a menu under the button that was pressed.
 * @param {MenuItem[]} items
 * @param {HTMLElement} button
 */
export function openMenuUnder(items, button) {
  const { right, bottom } = button.getBoundingClientRect();
  openMenu(items, { x: right - 220, y: bottom + 4 }, button);
}

/**
 * Where what lies over an element must stand to be worked: nothing beside an open dialog can be.
 * @param {Element | null} asker
 */
export function placeOver(asker) {
  return asker?.closest("dialog") ?? document.querySelector(".messenger") ?? document.body;
}
