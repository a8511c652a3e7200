// @ts-check

const SHORTEST = 500;
const LONGEST = 30_000;

/** How long to wait before the next try: 0.5 s to 30 s, doubling, with jitter. */
export class Backoff {
  #tries = 0;
  #random;

  /** @param {() => number} random a number from 0 up to 1, so that clients do not come in step */
  constructor(random = Math.random) {
    this.#random = random;
  }

  /** The next wait, in milliseconds. */
  next() {
    this.#tries += 1;
    const bound = Math.min(LONGEST, SHORTEST * 2 ** this.#tries);
    return SHORTEST + this.#random() * (bound - SHORTEST);
  }

  /** Begin anew after a success. */
  reset() {
    this.#tries = 0;
  }
}
