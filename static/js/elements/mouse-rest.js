// @ts-check

/** Tells when a mouse has rested on one of some things inside an element. */
export class MouseRest {
  #selector;
  #after;
  #rested;
  /** @type {Element | null} */
  #on = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {HTMLElement} element
   * @param {string} selector of the things
   * @param {number} after so long a rest, in ms
   * @param {(on: HTMLElement) => void} rested
   */
  constructor(element, selector, after, rested) {
    this.#selector = selector;
    this.#after = after;
    this.#rested = rested;
    element.addEventListener("pointerover", (event) => this.#over(event));
    element.addEventListener("pointerleave", () => this.#enter(null));
  }

  /** @param {PointerEvent} event */
  #over({ pointerType, target }) {
    if (pointerType !== "mouse") return;
    this.#enter(/** @type {Element} */ (target).closest(this.#selector));
  }

  /** @param {Element | null} on */
  #enter(on) {
    if (on === this.#on) return;
    clearTimeout(this.#timer);
    this.#on = on;
    if (!(on instanceof HTMLElement)) return;
    this.#timer = setTimeout(() => this.#rested(on), this.#after);
  }
}
