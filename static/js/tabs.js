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

  /** @param {string} person */
  constructor(person) {
    super();
    if (!person) return;
    this.#channel = new BroadcastChannel(`messenger-${person}`);
    this.#channel.onmessage = ({ data }) => {
      this.dispatchEvent(new CustomEvent(data.kind, { detail: data.news }));
    };
    if (navigator.locks) this.#lead(`messenger-${person}`);
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
