// @ts-check

const HOLD = 500;
const SLACK = 10;

/**
 * @typedef {import("./context-menu.js").MenuPoint} MenuPoint
 * @typedef {(target: HTMLElement, at: MenuPoint) => void} OpenMenu
 */

/** Hears the wish for a menu inside an element: right click, menu key or a long press. */
export class MenuRequest {
  #selector;
  #open;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #start = { x: 0, y: 0 };
  #heldAt = Number.NEGATIVE_INFINITY;

  /**
   * @param {HTMLElement} element
   * @param {string} selector of what has a menu inside of it
   * @param {OpenMenu} open
   */
  constructor(element, selector, open) {
    this.#selector = selector;
    this.#open = open;
    element.addEventListener("contextmenu", (event) => this.#asked(event));
    element.addEventListener("pointerdown", (event) => this.#pressed(event));
    element.addEventListener("pointermove", (event) => this.#moved(event));
    for (const name of ["pointerup", "pointercancel", "scroll"]) {
      element.addEventListener(name, () => clearTimeout(this.#timer), { capture: true });
    }
    element.addEventListener("click", (event) => this.#clicked(event), { capture: true });
  }

  /** @param {Event} event */
  #target(event) {
    const inside = event.target instanceof Element ? event.target : null;
    return /** @type {HTMLElement | null} */ (inside?.closest(this.#selector) ?? null);
  }

  /** @param {MouseEvent} event */
  #asked(event) {
    const target = this.#target(event);
    if (!target) return;
    event.preventDefault();
    clearTimeout(this.#timer);
    if (!this.#justHeld()) this.#open(target, { x: event.clientX, y: event.clientY });
  }

  /** @param {PointerEvent} event */
  #pressed(event) {
    clearTimeout(this.#timer);
    const target = this.#target(event);
    if (!(target && event.pointerType === "touch")) return;
    this.#start = { x: event.clientX, y: event.clientY };
    this.#timer = setTimeout(() => {
      this.#heldAt = performance.now();
      this.#open(target, { ...this.#start, clear: true });
    }, HOLD);
  }

  /** @param {PointerEvent} event */
  #moved({ clientX, clientY }) {
    const far = Math.hypot(clientX - this.#start.x, clientY - this.#start.y) > SLACK;
    if (far) clearTimeout(this.#timer);
  }

  // Lifting the finger after a long press is no click on what lies under it.
  /** @param {MouseEvent} event */
  #clicked(event) {
    if (!this.#justHeld()) return;
    this.#heldAt = Number.NEGATIVE_INFINITY;
    event.preventDefault();
    event.stopPropagation();
  }

  #justHeld() {
    return performance.now() - this.#heldAt < 1_500;
  }
}
