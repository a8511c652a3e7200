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
  /** Whether the end is being glided to. */
  #glides = false;
  /** @type {{row: HTMLElement, top: number, scrollTop: number} | null} a row that could not be
   * brought to its height yet, and how far that came */
  #owed = null;
  #height;
  /** The rows that scroll, from top to bottom, as they are at any time; dates do not, they stay in
   * sight. */
  rows;
  #messages;

  /** @param {HTMLElement} scroller */
  constructor(scroller) {
    this.#scroller = scroller;
    this.#height = scroller.clientHeight;
    this.rows = rowsIn(scroller, "feed-row");
    this.#messages = rowsIn(scroller, "message");
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
    if (this.#wasAtEnd) this.#glides = false;
    this.#anchor = this.lastRowAbove(bottom);
    this.#anchorTop = this.#anchor?.getBoundingClientRect().top ?? 0;
  }

  /**
   * Bring the remembered row back to where it was; the end stays the end. A row that was to be shown
   * near an end of the rows, which have grown since, comes to its height unless the person has gone on.
   */
  give() {
    const { row, top, scrollTop } = this.#owed ?? {};
    if (this.#wasAtEnd) this.toEnd();
    else if (row?.isConnected && scrollTop === this.#scroller.scrollTop) this.show(row, top);
    else if (this.#anchor?.isConnected) {
      const moved = this.#anchor.getBoundingClientRect().top - this.#anchorTop;
      if (Math.abs(moved) >= 0.5) this.#shift(moved);
    }
  }

  /** The view got taller or smaller: its last line stays the last one. */
  resized() {
    const grown = this.#scroller.clientHeight - this.#height;
    this.#height = this.#scroller.clientHeight;
    if (this.#wasAtEnd) this.toEnd();
    else if (grown !== 0) this.#shift(-grown);
  }

  /**
   * Move with the rows, which ends a glide in the browser: it goes on from there.
   * @param {number} by in px
   */
  #shift(by) {
    this.#scroller.scrollTop += by;
    if (this.#glides) this.#glide();
  }

  toEnd() {
    this.#glides = false;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /** Glide to the end, but over one height of the view at most. */
  glideToEnd() {
    const { scrollHeight, clientHeight } = this.#scroller;
    this.#scroller.scrollTop = Math.max(this.#scroller.scrollTop, scrollHeight - 2 * clientHeight);
    this.#glides = true;
    this.#glide();
  }

  #glide() {
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior: "smooth" });
  }

  /** Nothing moves any more: a glide whose end has moved away, or that was broken off, goes on. */
  rested() {
    if (this.#glides && this.distance > AT_END) this.#glide();
  }

  /** The person scrolls: nothing else leads anywhere now. */
  letGo() {
    this.#glides = false;
  }

  /**
   * Bring a row to a height of the view.
   * @param {HTMLElement} row
   * @param {number} [top] in px; in the middle without
   */
  show(row, top) {
    this.#glides = false;
    const box = row.getBoundingClientRect();
    const { clientHeight } = this.#scroller;
    const wanted = top ?? Math.max(0, (clientHeight - box.height) / 2);
    const { top: edge } = this.#scroller.getBoundingClientRect();
    this.#scroller.scrollTop += box.top - edge - wanted;
    const isThere = Math.abs(row.getBoundingClientRect().top - edge - wanted) < 1;
    this.#owed = isThere ? null : { row, top: wanted, scrollTop: this.#scroller.scrollTop };
  }

  /**
   * The last row that begins above a height of the window.
   * @param {number} bottom in px
   */
  lastRowAbove(bottom) {
    const { rows } = this;
    const after = firstWhere(rows, (row) => row.getBoundingClientRect().top >= bottom);
    return rows[after - 1] ?? null;
  }

  /**
   * The first message that ends below a height of the window.
   * @param {number} top in px
   */
  firstMessageBelow(top) {
    const at = firstWhere(this.#messages, (row) => row.getBoundingClientRect().bottom > top);
    return this.#messages[at] ?? null;
  }
}

/**
 * @param {HTMLElement} scroller
 * @param {string} name of their class
 */
function rowsIn(scroller, name) {
  return /** @type {HTMLCollectionOf<HTMLElement>} */ (scroller.getElementsByClassName(name));
}

/**
 * The place of the first row for which something holds, as it does for all later ones.
 * @param {ArrayLike<HTMLElement>} rows
 * @param {(row: HTMLElement) => boolean} holds
 */
function firstWhere(rows, holds) {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(rows[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
