// @ts-check

const SILENCE = 30_000;
export const PATIENCE = 10_000;
const PATIENCE_ON_RETURN = 5_000;

/** Watches one socket: asks after 30 s of silence, and calls it dead when nothing answers. */
export class KeepAlive {
  #ask;
  #dead;
  #heardAt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;

  /** @param {{ask: () => void, dead: () => void}} calls */
  constructor({ ask, dead }) {
    this.#ask = ask;
    this.#dead = dead;
  }

  /** Something came in. */
  heard() {
    this.stop();
    this.#heardAt = Date.now();
    this.#silence = setTimeout(() => this.#check(PATIENCE), SILENCE);
  }

  /** The person is back, or the network is: do not wait for the silence to last. */
  hurry() {
    const silentFor = Date.now() - this.#heardAt;
    if (silentFor > PATIENCE_ON_RETURN) this.#check(PATIENCE_ON_RETURN);
  }

  /**
   * Give the other end so long to say anything.
   * @param {number} patience in ms
   */
  expect(patience) {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(this.#dead, patience);
  }

  stop() {
    clearTimeout(this.#silence);
    clearTimeout(this.#patience);
  }

  /** @param {number} patience in ms */
  #check(patience) {
    this.expect(patience);
    this.#ask();
  }
}
