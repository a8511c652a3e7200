// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { uploadPhoto } from "../photo-upload.js";
import { cutSquare, KINDS, troubleWith, wordsFor } from "../picture-files.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";
import { ModelElement } from "./model-element.js";

/** A photo for a group that is about to be made; it can be cut otherwise once the group is there. */
export class NewGroupPhoto extends ModelElement {
  /** @override */
  static properties = { store: { type: String } };

  #address = "";
  #said = "";
  /** @type {AbortController | null} while the picture is on its way */
  #sending = null;
  #begin = (/** @type {Event} */ event) => {
    if (/** @type {CustomEvent} */ (event).detail.dialog === "new-group") this.#drop();
  };

  constructor() {
    super();
    /** The id of the store that holds the id of the picture. */
    this.store = "";
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("messenger-dialog", this.#begin);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("messenger-dialog", this.#begin);
    this.#drop();
  }

  /** @override */
  render() {
    return html`
      <label>
        <input type="file" class="unseen" accept=${KINDS.join(",")} @change=${this.#choose} />
        <span class="letter-tile" aria-hidden="true">${this.#picture()}</span>
        <span>${this.#address ? t("Change the photo") : t("Add a photo")}</span>
      </label>
      ${
        this.#address
          ? html`<button type="button" class="quiet-button" @click=${() => this.#drop()}>
              ${t("Remove the photo")}
            </button>`
          : nothing
      }
      <p role="status">${this.#said}</p>
    `;
  }

  #picture() {
    if (this.#sending) return html`<span class="turning"></span>`;
    if (!this.#address) return icon("camera");
    return html`<img class="photo" src=${this.#address} alt="" />`;
  }

  /** @param {Event} event */
  async #choose({ target }) {
    const field = /** @type {HTMLInputElement} */ (target);
    const [file] = field.files ?? [];
    field.value = ""; // The same file may be chosen again.
    if (!file) return;
    const address = URL.createObjectURL(file);
    const trouble = await troubleWith(file, address);
    URL.revokeObjectURL(address);
    if (trouble) this.#say(trouble);
    else await this.#send(file);
  }

  /** @param {File} file */
  async #send(file) {
    this.#drop();
    const sending = new AbortController();
    this.#sending = sending;
    try {
      const square = await cutSquare(file);
      const options = { progress: () => {}, signal: sending.signal };
      const media = await uploadPhoto(square, options);
      if (sending.signal.aborted) return;
      this.#address = URL.createObjectURL(square);
      this.#keep(media.id);
    } catch (error) {
      if (!sending.signal.aborted) this.#said = wordsFor(error);
    } finally {
      if (this.#sending === sending) this.#sending = null;
      this.requestUpdate();
    }
  }

  /** Go back to no photo at all. */
  #drop() {
    this.#sending?.abort();
    this.#sending = null;
    if (this.#address) {
      URL.revokeObjectURL(this.#address);
      this.#address = "";
      this.#keep(null);
    }
    this.#say("");
  }

  /** @param {string | null} mediaId that the new group gets */
  #keep(mediaId) {
    /** @type {any} */ (window).dash_clientside?.set_props(this.store, { data: mediaId });
  }

  /** @param {string} words */
  #say(words) {
    this.#said = words;
    this.requestUpdate();
  }
}

customElements.define("new-group-photo", NewGroupPhoto);
