// @ts-check

/**
 * Things by their keys, each made when it is first used; those not used for long are let go of.
 * @template Thing
 */
export class LastUsed {
  /** @type {Map<string, Thing>} the one used last stands last */
  #things = new Map();
  #most;
  #make;

  /**
   * @param {number} most so many are kept
   * @param {(key: string) => Thing} make
   */
  constructor(most, make) {
    this.#most = most;
    this.#make = make;
  }

  /**
   * The thing of a key, made where there is none.
   * @param {string} key
   */
  use(key) {
    const found = this.#things.get(key) ?? this.#make(key);
    this.#things.delete(key);
    this.#things.set(key, found);
    const [oldest] = this.#things.keys();
    if (this.#things.size > this.#most) this.#things.delete(oldest);
    return found;
  }

  /**
   * The thing of a key where it is in memory; this is no use of it.
   * @param {string} key
   */
  get(key) {
    return this.#things.get(key);
  }

  all() {
    return [...this.#things.values()];
  }

  /** @param {string} key */
  forget(key) {
    this.#things.delete(key);
  }
}
