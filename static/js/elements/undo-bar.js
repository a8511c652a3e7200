// @ts-check

import { html, LitElement } from "../../vendor/lit.js";
import { GRACE } from "../list-actions.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";

const SECOND = 1_000; // ms

/**
 * @typedef {object} UndoOffer What was done, and can be taken back for some seconds.
 * @property {string} text
 * @property {() => void} undo
 * @property {() => void} hurry called where nobody can take it back any more
 */

/** Says what was deleted and brings it back, for as long as that can be done. */
export class UndoBar extends LitElement {
  /** @type {UndoOffer | null} */
  offer = null;
  #left = GRACE / SECOND;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#tick(), SECOND);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  /** @override */
  render() {
    return html`${icon("trash")}
      <span role="status">${this.offer?.text}</span>
      <button type="button" @click=${this.#undo}>
        ${t("Undo")}<span class="left" aria-hidden="true">${this.#left}</span>
      </button>`;
  }

  #tick() {
    this.#left -= 1;
    if (this.#left > 0) this.requestUpdate();
    else this.remove();
  }

  #undo() {
    this.remove();
    this.offer?.undo();
  }
}

customElements.define("undo-bar", UndoBar);

/**
 * Offer to take back what the person has just done; what was done before that is carried out.
 * @param {UndoOffer} offer
 */
export function offerUndo(offer) {
  const before = /** @type {UndoBar | null} */ (document.querySelector("undo-bar"));
  before?.remove();
  before?.offer?.hurry();
  const bar = new UndoBar();
  bar.offer = offer;
  document.body.append(bar);
}
