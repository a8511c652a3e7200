// @ts-check

/** Before this a press may still become a click, in px. */
const SLACK = 6;
/** So long a finger rests on a file before it draws it: else it scrolls; in ms. */
const HOLD = 300;

/**
 * @typedef {object} PickParts
 * @property {() => void} moved called when another one, or none, is drawn
 * @property {(id: string, at: number) => void} place called with the place to which one was drawn
 */

/** Drawing one of some files to another place: by the mouse at once, by a finger after a rest. */
export class PickDrag {
  /** @type {string | null} the id of what is drawn */
  drawn = null;
  #parts;
  /** @type {HTMLElement | null} */
  #list = null;
  #pressed = { id: "", pointer: 0, x: 0, y: 0 };
  /** Where the pointer is, in px. */
  #at = { x: 0, y: 0 };
  /** From the corner of what is drawn to the pointer, in px. */
  #grip = { x: 0, y: 0 };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {PickParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {HTMLElement} list of elements with `data-pick` */
  hear(list) {
    this.#list = list;
    list.addEventListener("pointerdown", (event) => this.#press(event));
    list.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) {
      list.addEventListener(name, () => this.#end());
    }
    list.addEventListener("touchmove", (event) => this.#keep(event), { passive: false });
    list.addEventListener("contextmenu", (event) => this.drawn && event.preventDefault());
  }

  /** @param {TouchEvent} event that would scroll the list */
  #keep(event) {
    if (this.drawn && event.cancelable) event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #press(event) {
    const { target, isPrimary, button, pointerId: pointer, clientX: x, clientY: y } = event;
    const inside = target instanceof Element && !target.closest("button") ? target : null;
    const pick = /** @type {HTMLElement | null} */ (inside?.closest("[data-pick]"));
    if (!(pick && isPrimary && button === 0)) return;
    this.#pressed = { id: pick.dataset.pick ?? "", pointer, x, y };
    if (event.pointerType !== "mouse") this.#timer = setTimeout(() => this.#begin(), HOLD);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const { id, pointer, x, y } = this.#pressed;
    if (!id || event.pointerId !== pointer) return;
    const isFar = Math.hypot(event.clientX - x, event.clientY - y) >= SLACK;
    if (!this.drawn && isFar) {
      if (event.pointerType === "mouse") this.#begin();
      else this.#end(); // A finger that moves at once scrolls.
    }
    if (this.drawn) this.#draw(event);
  }

  #begin() {
    const { id, pointer, x, y } = this.#pressed;
    const { left, top } = this.#pick(id)?.getBoundingClientRect() ?? { left: x, top: y };
    this.#at = { x, y };
    this.#grip = { x: x - left, y: y - top };
    this.#list?.setPointerCapture(pointer);
    this.drawn = id;
    this.#parts.moved();
  }

  /** @param {PointerEvent} event */
  #draw({ clientX, clientY }) {
    this.#at = { x: clientX, y: clientY };
    const picks = this.#picks();
    const own = picks.find(({ dataset }) => dataset.pick === this.drawn);
    if (!own) return;
    own.style.pointerEvents = "none"; // What lies under it is looked for.
    const under = document.elementFromPoint(clientX, clientY)?.closest("[data-pick]");
    own.style.pointerEvents = "";
    const at = picks.findIndex((pick) => pick === under && pick !== own);
    if (at >= 0) this.#parts.place(this.drawn ?? "", at);
    this.follow();
  }

  /** Keep what is drawn under the pointer, wherever its place is now. */
  follow() {
    const own = this.drawn ? this.#pick(this.drawn) : null;
    if (!own) return;
    const [{ x, y }, grip] = [this.#at, this.#grip];
    own.style.translate = "";
    const { left, top } = own.getBoundingClientRect();
    own.style.translate = `${x - grip.x - left}px ${y - grip.y - top}px`;
  }

  #end() {
    clearTimeout(this.#timer);
    this.#pressed = { ...this.#pressed, id: "" };
    const own = this.#pick(this.drawn ?? "");
    if (own) own.style.translate = "";
    this.drawn = null;
    this.#parts.moved();
  }

  #picks() {
    return /** @type {HTMLElement[]} */ ([...(this.#list?.querySelectorAll("[data-pick]") ?? [])]);
  }

  /** @param {string} id */
  #pick(id) {
    return this.#picks().find(({ dataset }) => dataset.pick === id);
  }
}
