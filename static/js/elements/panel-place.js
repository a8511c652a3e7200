// @ts-check

import { placeOver } from "./context-menu.js";

const NARROW = "(max-width: 767px)";
/** Between the panel and the edges of the window, and what it stands over, in px. */
const MARGIN = 8;

/**
 * @typedef {HTMLElement & {stepBack?: () => boolean}} Content what may use up an Esc itself
 *
 * @typedef {object} Wish
 * @property {HTMLElement} anchor what asked for it; a press on it is its own affair
 * @property {string} label
 * @property {HTMLElement} [dock] what it stands under on a phone, in place of the keyboard
 * @property {() => void} [onClose]
 */

/**
 * A panel of things to choose from: over what asked for it; on a phone at the lower edge, in place
 * of the keyboard under the field that it is for.
 */
export class PanelPlace {
  #anchor;
  #content;
  #onClose;
  #panel = document.createElement("div");

  /**
   * @param {Content} content
   * @param {Wish} wish
   */
  constructor(content, { anchor, label, dock, onClose }) {
    this.#anchor = anchor;
    this.#content = content;
    this.#onClose = onClose;
    this.#panel.className = "choice-panel";
    this.#panel.setAttribute("role", "dialog");
    this.#panel.setAttribute("aria-label", label);
    this.#panel.append(content);
    this.#stand(matchMedia(NARROW).matches, dock);
    document.addEventListener("pointerdown", this.#pressed, { capture: true });
    document.addEventListener("keydown", this.#key, { capture: true });
    addEventListener("resize", this.#resized);
  }

  /** Whether it stands in the page, and not over it. */
  get isDocked() {
    return this.#panel.dataset.place === "dock";
  }

  get isOpen() {
    return this.#panel.isConnected;
  }

  close() {
    document.removeEventListener("pointerdown", this.#pressed, { capture: true });
    document.removeEventListener("keydown", this.#key, { capture: true });
    removeEventListener("resize", this.#resized);
    if (!this.isOpen) return;
    const hadFocus = this.#panel.contains(document.activeElement);
    this.#panel.remove();
    if (hadFocus) this.#anchor.focus({ preventScroll: true });
    this.#onClose?.();
  }

  /** The content has another size now. */
  fit() {
    if (this.#panel.dataset.place !== "over") return;
    const { width, height } = this.#panel.getBoundingClientRect();
    const { left, top, bottom } = this.#anchor.getBoundingClientRect();
    const over = top - MARGIN - height;
    const to = over >= MARGIN ? over : Math.min(bottom + MARGIN, innerHeight - MARGIN - height);
    this.#panel.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - MARGIN - width))}px`;
    this.#panel.style.top = `${Math.max(MARGIN, to)}px`;
  }

  /**
   * @param {boolean} narrow
   * @param {HTMLElement | undefined} dock
   */
  #stand(narrow, dock) {
    const panel = this.#panel;
    if (narrow && dock) {
      panel.dataset.place = "dock";
      dock.after(panel);
      return;
    }
    panel.dataset.place = narrow ? "sheet" : "over";
    panel.popover = "manual"; // In the top layer, above dialogs.
    placeOver(this.#anchor).append(panel);
    panel.showPopover();
    this.fit();
  }

  /** @param {PointerEvent} event */
  #pressed = ({ target }) => {
    const at = /** @type {Node} */ (target);
    if (this.isDocked || this.#panel.contains(at) || this.#anchor.contains(at)) return;
    if (menu()?.contains(at)) return;
    this.close();
  };

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    if (event.key !== "Escape" || event.isComposing || menu()) return;
    if (!this.isOpen) {
      this.close(); // Its part of the page was taken away.
      return;
    }
    event.preventDefault();
    event.stopPropagation(); // Whoever leaves the panel leaves nothing else.
    if (!this.#content.stepBack?.()) this.close();
  };

  #resized = () => {
    const narrow = this.#panel.dataset.place !== "over";
    if (narrow === matchMedia(NARROW).matches) this.fit();
    else this.close();
  };
}

/** The menu of the page, which may be one of what is in the panel. */
function menu() {
  return document.querySelector("context-menu");
}
