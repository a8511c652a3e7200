// @ts-check

/** A date that stays in sight fades so long after the scrolling has stopped, in ms. */
const LINGER = 1_350;

/** The dates of a feed: that of the day in view stays on top, and fades when nothing moves. */
export class DayChips {
  #scroller;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {HTMLElement} scroller */
  constructor(scroller) {
    this.#scroller = scroller;
  }

  /** The feed has been scrolled. */
  moved() {
    clearTimeout(this.#timer);
    this.#scroller.toggleAttribute("data-moving", true);
    this.#timer = setTimeout(() => this.#scroller.removeAttribute("data-moving"), LINGER);
  }

  /** Mark the date that has left its own place. */
  mark() {
    const { top } = this.#scroller.getBoundingClientRect();
    for (const group of this.#scroller.querySelectorAll(".day-group")) {
      const box = group.getBoundingClientRect();
      group.toggleAttribute("data-stuck", box.top < top && box.bottom > top);
    }
  }

  leave() {
    clearTimeout(this.#timer);
  }
}
