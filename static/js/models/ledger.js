// @ts-check

/** Events may overtake a reply by a little; only a hole that stays is one. */
const GRACE = 300;

/** A number that should rise by one at a time, and what came before its turn. */
class Counter {
  /** @type {Set<number>} */
  #ahead = new Set();

  /** @param {number} value */
  constructor(value) {
    this.value = value;
  }

  get hasHole() {
    return this.#ahead.size > 0;
  }

  /** @param {number} number */
  see(number) {
    if (number > this.value) this.#ahead.add(number);
    this.#advance();
  }

  /** @param {number} number everything up to it has been seen */
  reach(number) {
    this.value = Math.max(this.value, number);
    for (const early of this.#ahead) if (early <= this.value) this.#ahead.delete(early);
    this.#advance();
  }

  #advance() {
    while (this.#ahead.delete(this.value + 1)) this.value += 1;
  }
}

/** What this page has seen: the person's state and each chat's version. It tells of holes. */
export class Ledger {
  #state = new Counter(0);
  /** @type {Map<string, Counter>} */
  #chats = new Map();
  #onHole;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} onHole called while a hole stays open, every 0.3 s at most */
  constructor(onHole) {
    this.#onHole = onHole;
  }

  get state() {
    return this.#state.value;
  }

  /** The version reached of each chat, as `sync` wants it. */
  versions() {
    return Object.fromEntries([...this.#chats].map(([id, counter]) => [id, counter.value]));
  }

  /** @param {number | null | undefined} state that an event took, if any */
  seeState(state) {
    if (typeof state === "number") this.#see(this.#state, state);
  }

  /**
   * @param {string} chatId
   * @param {number | null | undefined} version that an event took, if any
   */
  seeVersion(chatId, version) {
    const counter = this.#chats.get(chatId);
    if (typeof version !== "number") return;
    if (counter) this.#see(counter, version);
    else this.reachVersion(chatId, version);
  }

  /** @param {number} state */
  reachState(state) {
    this.#state.reach(state);
  }

  /**
   * @param {string} chatId
   * @param {number} version
   */
  reachVersion(chatId, version) {
    const counter = this.#chats.get(chatId);
    if (counter) counter.reach(version);
    else this.#chats.set(chatId, new Counter(version));
  }

  /** @param {string} chatId */
  knows(chatId) {
    return this.#chats.has(chatId);
  }

  /** @param {string} chatId */
  forget(chatId) {
    this.#chats.delete(chatId);
  }

  /**
   * @param {Counter} counter
   * @param {number} number
   */
  #see(counter, number) {
    counter.see(number);
    if (counter.hasHole && this.#timer === undefined) {
      this.#timer = setTimeout(() => this.#look(), GRACE);
    }
  }

  #look() {
    this.#timer = undefined;
    const counters = [this.#state, ...this.#chats.values()];
    if (counters.some((counter) => counter.hasHole)) this.#onHole();
  }
}
