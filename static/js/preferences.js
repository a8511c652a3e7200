// @ts-check

import { Observable } from "./models/observable.js";

const KEY = "messenger.preferences";

/**
 * @typedef {object} Wishes What a person wants of this browser; of all that are theirs where said.
 * @property {"enter" | "ctrl-enter"} send the key that sends a message
 * @property {string} accent
 * @property {string} wallpaper
 * @property {"small" | "normal" | "large" | "huge"} size of the text
 * @property {boolean} sound
 * @property {boolean} notifications
 * @property {boolean} previews whether a notification shows the text
 * @property {boolean} cards whether messages show what their links lead to
 * @property {boolean} markdown whether what is written is Markdown, as the account remembers
 * @property {boolean} calm whether nothing moves, to save power
 */

/** @type {Wishes} */
const DEFAULTS = {
  send: "enter",
  accent: "indigo",
  wallpaper: "dots",
  size: "normal",
  sound: true,
  notifications: false,
  previews: true,
  cards: true,
  markdown: true,
  calm: false,
};

/** What a person wants of this browser; first.js puts the looks of it on the page. */
export class Preferences extends Observable {
  #storage;

  /** @param {Pick<Storage, "getItem" | "setItem"> | null} storage */
  constructor(storage) {
    super();
    this.#storage = storage;
    this.now = read(storage);
    globalThis.window?.addEventListener("storage", ({ key }) => {
      if (key === KEY) this.#reread();
    });
  }

  /** @param {Partial<Wishes>} wishes */
  set(wishes) {
    this.now = { ...this.now, ...wishes };
    const text = JSON.stringify(this.now);
    try {
      this.#storage?.setItem(KEY, text);
    } catch {
      // Full or switched off: they last as long as the page.
    }
    this.changed();
    // Other tabs hear of it by themselves; this event tells first.js in this one.
    globalThis.window?.dispatchEvent(new StorageEvent("storage", { key: KEY, newValue: text }));
  }

  /**
   * Take what the account has chosen, which goes with a person from one browser to the next.
   * @param {{markdown?: boolean | null}} account nothing where it has not changed
   */
  learn({ markdown }) {
    if (typeof markdown === "boolean" && markdown !== this.now.markdown) this.set({ markdown });
  }

  #reread() {
    this.now = read(this.#storage);
    this.changed();
  }
}

/**
 * @param {Pick<Storage, "getItem"> | null} storage
 * @returns {Wishes}
 */
function read(storage) {
  try {
    return { ...DEFAULTS, ...JSON.parse(storage?.getItem(KEY) ?? "{}") };
  } catch {
    return { ...DEFAULTS };
  }
}

/** Those of this browser. */
export const preferences = new Preferences(globalThis.localStorage ?? null);
