// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { connection, messenger } from "../messenger.js";
import { t, tn } from "../texts.js";
import { ModelElement } from "./model-element.js";

/** Shorter trouble than this is not worth a word, in ms. */
const QUIET = 1_000;
const SECOND = 1_000;

/** Says that the server is away and when the next try comes. */
export class ConnectionBar extends ModelElement {
  /** @type {number | null} when the trouble began (epoch ms) */
  #since = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @override */
  get models() {
    return [messenger.sync];
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    connection.addEventListener("status", this.#changed);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    connection.removeEventListener("status", this.#changed);
    clearTimeout(this.#timer);
  }

  /** @override */
  willUpdate() {
    clearTimeout(this.#timer);
    if (connection.status.phase === "online" && !messenger.sync.busy) {
      this.#since = null;
      return;
    }
    this.#since ??= Date.now();
    const quiet = this.#since + QUIET - Date.now(); // Whatever is tried meanwhile.
    this.#timer = setTimeout(this.#changed, quiet > 0 ? quiet : SECOND);
  }

  /** @override */
  render() {
    const lasting = this.#since !== null && Date.now() - this.#since >= QUIET;
    return lasting ? html`<div class="connection">${this.#words()}</div>` : nothing;
  }

  #words() {
    const { phase, retryAt } = connection.status;
    if (phase === "online") return html`<span role="status">${t("Updating…")}</span>`;
    if (retryAt === null) return html`<span role="status">${t("Connecting…")}</span>`;
    const seconds = Math.max(1, Math.ceil((retryAt - Date.now()) / SECOND));
    return html`<span role="status">${t("No connection.")}</span>
      <span aria-hidden="true"
        >${tn("Next try in {n} second.", "Next try in {n} seconds.", seconds)}</span
      >
      <button type="button" @click=${() => connection.wake()}>${t("Try now")}</button>`;
  }

  #changed = () => this.requestUpdate();
}

customElements.define("connection-bar", ConnectionBar);
