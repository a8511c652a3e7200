// @ts-check

/** So near to the end, new messages are followed. */
export const NEAR = 300;
/** Rounding of the browser. */
const AT_END = 2;

/** Keeps the line that is being read where it is while the rows around it change. */
export class ScrollHold {
  #scroller;
  /** @type {HTMLElement | null} */
  #anchor = null;
  #anchorTop = 0;
  #wasAtEnd = false;
  #height;

  /** @param {HTMLElement} scroller whose rows stand in its first child */
  constructor(scroller) {
    this.#scroller = scroller;
    this.#height = scroller.clientHeight;
  }

  /** How far the end is below what is seen, in px. */
  get distance() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  /**
   * Remember the last row in view, before the rows change.
   * @param {boolean} following whether the end of the rows is the end of the chat
   */
  take(following) {
    const bottom = this.#scroller.getBoundingClientRect().bottom;
    this.#wasAtEnd = following && this.distance <= AT_END;
    this.#anchor = this.lastRowAbove(bottom);
    this.#anchorTop = this.#anchor?.getBoundingClientRect().top ?? 0;
  }

  /** Bring the remembered row back to where it was; the end stays the end. */
  give() {
    if (this.#wasAtEnd) this.toEnd();
    else if (this.#anchor?.isConnected) {
      const moved = this.#anchor.getBoundingClientRect().top - this.#anchorTop;
      if (Math.abs(moved) >= 0.5) this.#scroller.scrollTop += moved;
    }
  }

  /** The view got taller or smaller: its last line stays the last one. */
  resized() {
    const grown = this.#scroller.clientHeight - this.#height;
    this.#height = this.#scroller.clientHeight;
    if (this.#wasAtEnd) this.toEnd();
    else if (grown !== 0) this.#scroller.scrollTop -= grown;
  }

  toEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /** Glide to the end, but over one height of the view at most. */
  glideToEnd() {
    const { scrollHeight, clientHeight } = this.#scroller;
    this.#scroller.scrollTop = Math.max(this.#scroller.scrollTop, scrollHeight - 2 * clientHeight);
    this.#scroller.scrollTo({ top: scrollHeight, behavior: "smooth" });
  }

  /**
   * The last row that begins above a height of the window.
   * @param {number} bottom in px
   */
  lastRowAbove(bottom) {
    const rows = this.#scroller.firstElementChild?.children ?? [];
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle].getBoundingClientRect().top < bottom) low = middle + 1;
      else high = middle;
    }
    return /** @type {HTMLElement | null} */ (rows[low - 1] ?? null);
  }
}
