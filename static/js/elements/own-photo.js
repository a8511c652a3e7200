// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { loadMe, removePhoto } from "../photo-upload.js";
import { wordsFor } from "../picture-files.js";
import { t } from "../texts.js";
import { initials, photo, toneOf } from "./avatar.js";
import { icon } from "./late-icon.js";
import { ModelElement } from "./model-element.js";

const SIZE = 96;

/** One's own photo, or the letters that stand for it, with the ways to change it. */
export class OwnPhoto extends ModelElement {
  /** @override */
  static properties = { person: {}, name: {}, avatar: {} };

  #said = "";
  #isOpen = false;

  #looked = () => this.#look();

  constructor() {
    super();
    this.person = "";
    this.name = "";
    /** @type {string | null} */
    this.avatar = null;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    addEventListener("focus", this.#looked);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("focus", this.#looked);
  }

  /** @override */
  render() {
    return html`
      <span class="letter-tile tone-${toneOf(this.person)}" aria-hidden="true"
        >${initials(this.name)}${photo(this.avatar, SIZE)}</span
      >
      <div class="own-photo-words">
        <div class="own-photo-buttons">
          <button type="button" class="main-button" @click=${() => this.#open()}>
            ${this.avatar ? t("Change the photo") : t("Choose a photo")}
          </button>
          ${
            this.avatar
              ? html`<button type="button" class="quiet-button" @click=${() => this.#remove()}>
                  ${t("Remove")}
                </button>`
              : nothing
          }
        </div>
        <p role="status">${this.#said}</p>
      </div>
      ${this.#dialog()}
    `;
  }

  #dialog() {
    return html`<dialog
      class="photo-dialog"
      aria-labelledby="photo-dialog-title"
      @close=${() => this.#closed()}
    >
      ${
        this.#isOpen
          ? html`<header>
                <h2 id="photo-dialog-title">${t("Your photo")}</h2>
                <button
                  type="button"
                  class="icon-button"
                  aria-label=${t("Close")}
                  @click=${() => this.#box.close()}
                >${icon("x")}</button>
              </header>
              <photo-cropper
                @photo-saved=${(/** @type {CustomEvent} */ event) => this.#saved(event)}
                @photo-left=${() => this.#box.close()}
              ></photo-cropper>`
          : nothing
      }
    </dialog>`;
  }

  get #box() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  /** This page hears no events: who comes back to it may have changed the photo elsewhere. */
  async #look() {
    try {
      this.avatar = (await loadMe()).avatar;
    } catch {
      // What is shown stays; the next look may be luckier.
    }
  }

  async #open() {
    this.#isOpen = true;
    this.#say("");
    this.#box.showModal();
    try {
      // Only who changes a photo pays for what cuts it.
      await import("./photo-cropper.js");
    } catch {
      this.#box.close();
      this.#say(t("The server could not be reached. Please try again."));
    }
  }

  /** Told a moment after it closed: it may be open again. */
  #closed() {
    this.#isOpen = this.#box.open;
    this.requestUpdate();
  }

  /** @param {CustomEvent} event */
  #saved({ detail: user }) {
    this.avatar = user.avatar;
    this.#box.close();
    this.#say(t("The photo is saved."));
  }

  async #remove() {
    try {
      this.avatar = (await removePhoto()).avatar;
      this.#say(t("The photo is removed."));
    } catch (error) {
      this.#say(wordsFor(error));
    }
  }

  /** @param {string} words */
  #say(words) {
    this.#said = words;
    this.requestUpdate();
  }
}

customElements.define("own-photo", OwnPhoto);
