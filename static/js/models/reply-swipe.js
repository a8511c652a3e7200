// @ts-check

/** Before this a touch may still become a scroll, a tap or a swipe back, in px. */
const SLACK = 12;
/** A message goes no farther, in px. */
const FARTHEST = 64;
/** From here on letting go replies, in px. */
const ENOUGH = 48;

/** One finger's way over a message, to the left: how far the message goes with it, and whether it replies. */
export class ReplySwipe {
  isDrawing = false;
  /** How far the message stands from its place, in px. */
  moved = 0;
  #startX;
  #startY;

  /** @param {{clientX: number, clientY: number}} start */
  constructor({ clientX, clientY }) {
    this.#startX = clientX;
    this.#startY = clientY;
  }

  /**
   * @param {{clientX: number, clientY: number}} now
   * @returns {boolean} whether it is still a swipe, or may become one
   */
  move({ clientX, clientY }) {
    const [x, y] = [this.#startX - clientX, clientY - this.#startY];
    if (!this.isDrawing && (Math.abs(y) > SLACK || x < -SLACK)) return false;
    this.isDrawing ||= x > SLACK;
    if (this.isDrawing) this.moved = Math.min(FARTHEST, Math.max(0, x - SLACK));
    return true;
  }

  /** How much of the arrow is seen, from 0 to 1. */
  get shown() {
    return Math.min(1, this.moved / ENOUGH);
  }

  /** Whether letting go now replies. */
  get replies() {
    return this.moved > ENOUGH;
  }
}
