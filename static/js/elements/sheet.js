// @ts-check

import { html } from "../../vendor/lit.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";
import { ModelElement } from "./model-element.js";

/** A dialog of the page itself: over everything, left by Esc, its cross or a press beside it. */
export class Sheet extends ModelElement {
  #pressedBeside = false;

  /** What it is called. */
  get heading() {
    return "";
  }

  /** What stands in it; each kind has its own. */
  body() {
    return html``;
  }

  /** @override */
  render() {
    return html`<dialog
      class="sheet"
      role="dialog"
      aria-label=${this.heading}
      @close=${() => this.remove()}
      @pointerdown=${this.#pressed}
      @click=${this.#clicked}
      @keydown=${this.#key}
    >
      <header>
        <h2>${this.heading}</h2>
        <button type="button" class="icon-button" aria-label=${t("Close")} @click=${() => this.close()}>
          ${icon("x")}
        </button>
      </header>
      ${this.body()}
    </dialog>`;
  }

  // The first time at once: a key that is pressed now is for this dialog, not for what lies under it.
  /** @override */
  async scheduleUpdate() {
    if (this.hasUpdated) await super.scheduleUpdate();
    else this.performUpdate();
  }

  /** @override */
  firstUpdated() {
    this.#dialog?.showModal();
  }

  close() {
    this.#dialog?.close();
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  // What lies over the page may be told to close by a made-up Esc.
  /** @param {KeyboardEvent} event */
  #key = (event) => {
    event.stopPropagation(); // No key of the dialog is one of what lies under it.
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.close();
  };

  /** @param {PointerEvent} event */
  #pressed = ({ target }) => {
    this.#pressedBeside = target === this.#dialog;
  };

  /** @param {MouseEvent} event */
  #clicked = ({ target }) => {
    if (this.#pressedBeside && target === this.#dialog) this.close();
  };
}
