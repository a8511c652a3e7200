// @ts-check

/** A finger never stays quite where it came down, in px. */
const SLACK = 10;
/** So far to the left it cancels, in px. */
const CANCELS = 110;
/** So far up it locks, in px. */
const LOCKS = 70;
/** Who lets go sooner has not held it, but pressed it, in ms. */
const TAP = 350;

/**
 * @typedef {object} Finger
 * @property {number} clientX
 * @property {number} clientY
 * @property {number} timeStamp ms
 */

/** One finger on the microphone: how far it was drawn, to the left or up, and what that means. */
export class Hold {
  /** px */
  left = 0;
  /** px */
  up = 0;
  #start;

  /** @param {Finger} start */
  constructor({ clientX, clientY, timeStamp }) {
    this.#start = { clientX, clientY, timeStamp };
  }

  /** @param {Pick<Finger, "clientX" | "clientY">} now */
  move({ clientX, clientY }) {
    const [left, up] = [this.#start.clientX - clientX, this.#start.clientY - clientY];
    // One way at a time: a thumb goes in a bow.
    this.left = left > up ? Math.max(0, left - SLACK) : 0;
    this.up = up >= left ? Math.max(0, up - SLACK) : 0;
  }

  /** How much of the way to cancelling is done, from 0 to 1. */
  get cancelling() {
    return Math.min(1, this.left / CANCELS);
  }

  /** How much of the way to locking is done, from 0 to 1. */
  get locking() {
    return Math.min(1, this.up / LOCKS);
  }

  /**
   * Whether it was but a tap, as the finger goes now.
   * @param {Pick<Finger, "timeStamp">} end
   */
  isTap({ timeStamp }) {
    return timeStamp - this.#start.timeStamp < TAP;
  }
}
