// @ts-check

/** Before this a press may still become a click, in px. */
const SLACK = 6;
/** So near to an edge the list scrolls by itself, in px, and so far with each frame. */
const EDGE = 40;
const STEP = 8;

/**
 * @typedef {object} DragParts
 * @property {number} row the height of a row, in px
 * @property {() => string[]} pinned the ids of the pinned chats in their order
 * @property {() => number} above how many rows stand above the first of them
 * @property {() => void} moved called when the order, or the place of what is drawn, has changed
 * @property {(ids: string[]) => void} dropped called with the order that is left
 */

/**
 * Drawing a pinned chat to another place among the pinned ones: by the mouse at once, by a finger
 * after a long press, which has opened the menu meanwhile.
 */
export class PinDrag {
  /** @type {string[] | null} the order while one of them is drawn */
  order = null;
  /** @type {string | null} the chat that is drawn */
  chat = null;
  #scroller;
  #parts;
  #pressed = { id: "", pointer: 0, y: 0, grip: 0, isHeld: false };
  #y = 0;
  #justDropped = false;

  /**
   * @param {HTMLElement} scroller
   * @param {DragParts} parts
   */
  constructor(scroller, parts) {
    this.#scroller = scroller;
    this.#parts = parts;
    scroller.addEventListener("pointerdown", (event) => this.#press(event));
    scroller.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) {
      scroller.addEventListener(name, () => this.#end(name === "pointerup"));
    }
    // The browser would draw the row as a link.
    scroller.addEventListener("dragstart", (event) => this.#pressed.id && event.preventDefault());
    scroller.addEventListener("click", (event) => this.#clicked(event), { capture: true });
    scroller.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.chat) this.#end(false);
    });
  }

  /** A long press on a row has opened its menu: a finger that moves now draws it. */
  hold() {
    this.#pressed.isHeld = true;
  }

  /** How far what is drawn stands from its place in the order, in px. */
  get shift() {
    const at = this.order?.indexOf(this.chat ?? "") ?? 0;
    return this.#top() - (this.#parts.above() + at) * this.#parts.row;
  }

  /** @param {PointerEvent} event */
  #press(event) {
    const inside = event.target instanceof Element ? event.target : null;
    const row = /** @type {HTMLElement | null} */ (inside?.closest(".chat-row[data-chat]"));
    const id = row?.dataset.chat ?? "";
    const isPinned = event.isPrimary && event.button === 0 && this.#parts.pinned().includes(id);
    const grip = row ? event.clientY - row.getBoundingClientRect().top : 0;
    const { pointerId: pointer, clientY: y } = event;
    this.#justDropped = false;
    this.#pressed = {
      id: isPinned ? id : "",
      pointer,
      y,
      grip,
      isHeld: event.pointerType === "mouse",
    };
    // Only here, or every scroll of the list would wait for us.
    if (isPinned) this.#scroller.addEventListener("touchmove", this.#keep, { passive: false });
  }

  /** @param {TouchEvent} event that would scroll the list */
  #keep = (event) => {
    if (this.#pressed.isHeld && event.cancelable) event.preventDefault();
  };

  /** @param {PointerEvent} event */
  #move(event) {
    const { id, pointer, y, isHeld } = this.#pressed;
    if (!id || event.pointerId !== pointer || !isHeld) return;
    this.#y = event.clientY;
    if (!this.chat) {
      if (Math.abs(event.clientY - y) < SLACK) return;
      this.#begin(id, pointer);
    }
    this.#place();
  }

  /**
   * @param {string} id
   * @param {number} pointer
   */
  #begin(id, pointer) {
    document.querySelector("context-menu")?.remove();
    this.#scroller.setPointerCapture(pointer);
    this.chat = id;
    this.order = this.#parts.pinned();
    requestAnimationFrame(() => this.#scroll());
  }

  #place() {
    const others = (this.order ?? []).filter((id) => id !== this.chat);
    const at = Math.round(this.#top() / this.#parts.row) - this.#parts.above();
    others.splice(Math.max(0, Math.min(at, others.length)), 0, this.chat ?? "");
    this.order = others;
    this.#parts.moved();
  }

  /** Where the upper edge of what is drawn stands among the rows, in px. */
  #top() {
    const { top } = this.#scroller.firstElementChild?.getBoundingClientRect() ?? { top: 0 };
    return this.#y - this.#pressed.grip - top;
  }

  #scroll() {
    if (!this.chat) return;
    const { top, bottom } = this.#scroller.getBoundingClientRect();
    const before = this.#scroller.scrollTop;
    if (this.#y < top + EDGE) this.#scroller.scrollTop -= STEP;
    else if (this.#y > bottom - EDGE) this.#scroller.scrollTop += STEP;
    if (this.#scroller.scrollTop !== before) this.#place();
    requestAnimationFrame(() => this.#scroll());
  }

  /** @param {boolean} isDropped whether the new order is wanted */
  #end(isDropped) {
    const { order, chat } = this;
    this.#scroller.removeEventListener("touchmove", this.#keep);
    this.#pressed = { ...this.#pressed, id: "", isHeld: false };
    if (!(chat && order)) return;
    this.#justDropped = true;
    const before = this.#parts.pinned();
    this.chat = null;
    this.order = null;
    if (isDropped && order.some((id, at) => id !== before[at])) this.#parts.dropped(order);
    this.#parts.moved();
  }

  /** @param {MouseEvent} event that letting go of a row brings about */
  #clicked(event) {
    if (!this.#justDropped) return;
    this.#justDropped = false;
    event.preventDefault();
    event.stopPropagation();
  }
}
