// @ts-check

/** The tabs of one person in this browser: they tell each other things, and one leads. */
export class Tabs extends EventTarget {
  /**
   * Whether this tab is the one that notifies. Where the browser has no locks (a page over plain
   * http from another machine) every tab believes so.
   */
  isLeader = true;
  /** @type {BroadcastChannel | null} */
  #channel = null;
  #name = "";
  #isFocused = false;
  /** @type {(() => void) | null} */
  #letGo = null;

  /** @param {string} person */
  constructor(person) {
    super();
    if (!person) return;
    this.#name = `messenger-${person}`;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }) => {
      this.dispatchEvent(new CustomEvent(data.kind, { detail: data.news }));
    };
    if (navigator.locks) this.#lead(this.#name);
  }

  /** @param {boolean} on whether the person looks at this tab */
  setFocus(on) {
    this.#letGo?.();
    this.#letGo = null;
    this.#isFocused = on;
    if (!(on && this.#name && navigator.locks)) return;
    // Every tab can see who holds a lock, and a tab that dies holds none.
    const held = new Promise((resolve) => {
      this.#letGo = () => resolve(undefined);
    });
    navigator.locks.request(`${this.#name}-focus`, { mode: "shared" }, () => held);
  }

  /** Whether the person looks at any of the tabs. */
  async isAnyFocused() {
    if (this.#isFocused || !navigator.locks) return this.#isFocused;
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === `${this.#name}-focus`);
  }

  /**
   * Tell the other tabs; they hear it as an event of that kind.
   * @param {string} kind
   * @param {object} news
   */
  tell(kind, news) {
    this.#channel?.postMessage({ kind, news });
  }

  /** @param {string} name */
  async #lead(name) {
    this.isLeader = false;
    // Held until this tab goes; then the next one has its turn.
    await navigator.locks.request(name, () => {
      this.isLeader = true;
      return new Promise(() => {});
    });
  }
}
