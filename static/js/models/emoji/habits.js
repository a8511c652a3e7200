// @ts-check

import { Observable } from "../observable.js";

/** So many are kept. */
const MOST = 30;
const NAME = "emoji";

/** Which emoji a person takes in this browser: the last ones, and the skin tone. */
export class Habits extends Observable {
  /** @type {string[]} the one taken last is the first */
  recent = [];
  /** The number of the tone, 0 for none. */
  tone = 0;
  #store;

  /** @param {Pick<import("../local-store.js").LocalStore, "get" | "write">} store */
  constructor(store) {
    super();
    this.#store = store;
  }

  /** Take up what an earlier page, or another one, has kept. */
  async restore() {
    const kept = await this.#store.get("facts", NAME);
    if (!kept) return;
    this.recent = kept.recent;
    this.tone = kept.tone;
    this.changed();
  }

  /** @param {string} sign that was taken */
  async use(sign) {
    await this.restore();
    this.recent = [sign, ...this.recent.filter((each) => each !== sign)].slice(0, MOST);
    await this.#keep();
  }

  /** @param {number} tone */
  async choose(tone) {
    await this.restore();
    this.tone = tone;
    await this.#keep();
  }

  async #keep() {
    this.changed();
    await this.#store.write("facts", [{ name: NAME, recent: this.recent, tone: this.tone }]);
  }
}
