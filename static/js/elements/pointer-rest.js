// @ts-check

/** So long a pointer must lie still before what is under it may move, in ms. */
const STILL = 1_000;

/** Knows whether a pointer is just choosing among rows, which then keep their places. */
export class PointerRest {
  isMoving = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #rested;

  /** @param {() => void} rested called when the rows may move again */
  constructor(rested) {
    this.#rested = rested;
  }

  moved = () => {
    this.isMoving = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.left, STILL);
  };

  left = () => {
    clearTimeout(this.#timer);
    if (!this.isMoving) return;
    this.isMoving = false;
    this.#rested();
  };
}
