// @ts-check

import { showMoments } from "../moments.js";
import { renew } from "./renew.js";

/**
 * The page of a question, or of a list of them, as the server shows it.
 *
 * Tells of `renewed` after it has read the page again. The server marks a question as read when it
 * shows it, so this waits until somebody looks.
 */
export class DeskPage extends EventTarget {
  /** @type {Promise<void> | null} */
  #running = null;
  #again = false;
  #missed = false;
  #fetch;
  #leave;

  /**
   * @param {object} [parts]
   * @param {(url: string) => Promise<Response>} [parts.fetch]
   * @param {() => void} [parts.leave] called where this page is not for its reader any more
   */
  constructor({ fetch = (url) => globalThis.fetch(url), leave = () => location.reload() } = {}) {
    super();
    this.#fetch = fetch;
    this.#leave = leave;
    document.addEventListener("visibilitychange", () => {
      if (this.#missed) this.refresh();
    });
  }

  /** Show what the server shows by now; what happens meanwhile is shown too when this ends. */
  refresh() {
    this.#missed = document.visibilityState === "hidden";
    if (this.#missed) return Promise.resolve();
    this.#again = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run() {
    try {
      while (this.#again) {
        this.#again = false;
        await this.#once();
      }
    } finally {
      this.#running = null;
    }
  }

  async #once() {
    /** @type {Response} */
    let answer;
    try {
      answer = await this.#fetch(location.href);
    } catch {
      return; // No server: it is asked again when there is one.
    }
    if (answer.redirected || (answer.status >= 400 && answer.status < 500)) this.#leave();
    else if (answer.ok) this.#show(await answer.text());
  }

  /** @param {string} text */
  #show(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    showMoments(page);
    for (const part of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(part.id);
      if (fresh) renew(part, fresh);
    }
    this.dispatchEvent(new Event("renewed"));
  }
}
