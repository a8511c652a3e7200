// @ts-check

import {
  CropperCanvas,
  CropperHandle,
  CropperImage,
  CropperSelection,
  CropperViewer,
} from "../../vendor/cropperjs.js";
import { html, nothing } from "../../vendor/lit.js";
import { hold, scaleOf, scalesFor, turn, zoom } from "../crop-frame.js";
import { savePhoto } from "../photo-upload.js";
import { encode, KINDS, LARGEST_EDGE, troubleWith, wordsFor } from "../picture-files.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";
import { ModelElement } from "./model-element.js";

/**
 * @typedef {import("../crop-frame.js").Matrix} Matrix
 * @typedef {import("../crop-frame.js").Frame} Frame
 * @typedef {(picture: Blob, options: {progress: (part: number) => void, signal: AbortSignal}) => Promise<unknown>} Save
 */

/** Pixels that a key moves the picture by, and how much closer it brings one. */
const STEP = 10;
const CLOSER = 1.1;
/** Steps of the slider. */
const STEPS = 100;

for (const part of [CropperCanvas, CropperHandle, CropperImage, CropperSelection, CropperViewer]) {
  part.$define();
}

/**
 * Chooses a picture, cuts a square out of it and makes that one's photo, or what `save` makes
 * of it. What is sent was drawn anew, so nothing that the camera noted leaves the browser.
 *
 * Tells `photo-saved` with what `save` answered, and `photo-left` when the person does not want to any more.
 */
export class PhotoCropper extends ModelElement {
  /** @override Declared, so that what was set before this module was here stays. */
  static properties = { save: { attribute: false }, label: { attribute: false } };

  #address = "";
  #trouble = "";
  #part = 0;
  /** @type {AbortController | null} while the picture is on its way */
  #sending = null;
  #isHeld = false;
  #pasted = (/** @type {ClipboardEvent} */ event) => this.#take(event.clipboardData?.files);

  constructor() {
    super();
    /** @type {Save} */
    this.save = savePhoto;
    /** What the picture is. */
    this.label = t("Your photo");
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("paste", this.#pasted);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("paste", this.#pasted);
    this.#sending?.abort();
    this.#forget();
  }

  /** @override The dialog was open before this was here. */
  firstUpdated() {
    this.querySelector("button")?.focus();
  }

  /** @override */
  render() {
    return html`
      ${this.#address ? this.#crop() : this.#choose()}
      <p class="photo-trouble" role="alert">${this.#trouble}</p>
      <footer>
        <button type="button" class="quiet-button" @click=${() => this.#leave()}>
          ${t("Cancel")}
        </button>
        ${this.#address ? this.#save() : nothing}
      </footer>
    `;
  }

  #choose() {
    return html`<div
      class="photo-drop"
      @dragover=${(/** @type {DragEvent} */ event) => event.preventDefault()}
      @drop=${(/** @type {DragEvent} */ event) => this.#drop(event)}
    >
      ${icon("photo-up")}
      <p>${t("Drop a picture here, paste one, or choose a file.")}</p>
      <button
        type="button"
        class="main-button"
        autofocus
        @click=${() => this.querySelector("input")?.click()}
      >${t("Choose a file")}</button>
      <input
        type="file"
        hidden
        accept=${KINDS.join(",")}
        @change=${(/** @type {Event} */ { target }) =>
          this.#take(/** @type {HTMLInputElement} */ (target).files)}
      />
    </div>`;
  }

  #crop() {
    return html`
      <cropper-canvas
        class="crop-area"
        tabindex="0"
        role="group"
        aria-label=${t("Picture. Arrow keys move it, plus and minus zoom, R turns it.")}
        @keydown=${(/** @type {KeyboardEvent} */ event) => this.#key(event)}
      >
        <cropper-image
          src=${this.#address}
          alt=${this.label}
          initial-fit="cover"
          scalable
          translatable
          @transform=${(/** @type {CustomEvent} */ event) => this.#moved(event)}
        ></cropper-image>
        <cropper-selection
          id="photo-frame"
          initial-coverage="0.9"
          aspect-ratio="1"
        ></cropper-selection>
        <cropper-handle action="move" plain></cropper-handle>
      </cropper-canvas>
      <div class="crop-tools">
        ${this.#tool("rotate", t("Turn to the left"), () => this.#turn(-1))}
        <input
          type="range"
          min="0"
          max=${STEPS}
          value="0"
          aria-label=${t("Zoom")}
          @input=${(/** @type {Event} */ { target }) =>
            this.#slide(Number(/** @type {HTMLInputElement} */ (target).value))}
        />
        ${this.#tool("rotate-clockwise", t("Turn to the right"), () => this.#turn(1))}
        <cropper-viewer
          class="crop-preview"
          selection="#photo-frame"
          resize="none"
          aria-hidden="true"
        ></cropper-viewer>
      </div>
    `;
  }

  /**
   * @param {"rotate" | "rotate-clockwise"} name
   * @param {string} label
   * @param {() => void} act
   */
  #tool(name, label, act) {
    return html`<button type="button" class="icon-button" aria-label=${label} @click=${act}>
      ${name === "rotate" ? icon("rotate") : icon("rotate-clockwise")}
    </button>`;
  }

  #save() {
    if (!this.#sending) {
      return html`<button type="button" class="main-button" @click=${() => this.#send()}>
        ${t("Save")}
      </button>`;
    }
    return html`<progress aria-label=${t("Uploading")} max="1" .value=${this.#part}></progress>`;
  }

  /** @param {DragEvent} event */
  #drop(event) {
    event.preventDefault();
    this.#take(event.dataTransfer?.files);
  }

  /** @param {FileList | null | undefined} files */
  async #take(files) {
    const file = files?.[0];
    if (!file || this.#sending) return;
    const address = URL.createObjectURL(file);
    const trouble = await troubleWith(file, address);
    if (trouble) URL.revokeObjectURL(address);
    if (!this.isConnected) return;
    this.#trouble = trouble;
    if (!trouble) {
      this.#forget();
      this.#address = address;
    }
    this.requestUpdate();
    await this.updateComplete;
    if (!trouble) await this.#focusPicture();
  }

  /** Once the picture stands in its frame: what keys did to it before that would be undone. */
  async #focusPicture() {
    await this.#image?.$ready().catch(() => null);
    await new Promise((done) => setTimeout(done));
    /** @type {HTMLElement | null} */ (this.querySelector(".crop-area"))?.focus();
  }

  #forget() {
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.#address = "";
  }

  get #image() {
    return /** @type {CropperImage} */ (this.querySelector("cropper-image"));
  }

  get #selection() {
    return /** @type {CropperSelection} */ (this.querySelector("cropper-selection"));
  }

  /** @returns {Frame} */
  get #frame() {
    const { x, y, width } = this.#selection;
    return { x, y, side: width };
  }

  /** Where the picture is, and how large it is in itself. */
  get #place() {
    const { naturalWidth: width, naturalHeight: height } = this.#image.$image;
    return { matrix: /** @type {Matrix} */ (this.#image.$getTransform()), size: { width, height } };
  }

  /** @param {CustomEvent} event whatever moves the picture may not take it from under the frame */
  #moved(event) {
    const { size } = this.#place;
    if (this.#isHeld || size.width === 0 || this.#frame.side === 0) return;
    event.preventDefault();
    this.#set(event.detail.matrix);
  }

  /** @param {Matrix} matrix */
  #set(matrix) {
    const { size } = this.#place;
    const held = hold(matrix, size, this.#frame);
    this.#isHeld = true;
    this.#image.$setTransform(held);
    this.#isHeld = false;
    const { least, most } = scalesFor(size, this.#frame);
    const slider = this.querySelector("input");
    const part = Math.log(scaleOf(held) / least) / Math.log(most / least);
    if (slider) slider.value = String(Math.round(part * STEPS));
  }

  /** @param {1 | -1} way */
  #turn(way) {
    const { matrix, size } = this.#place;
    this.#set(turn(matrix, way, size, this.#frame));
  }

  /** @param {number} factor */
  #zoom(factor) {
    const { matrix, size } = this.#place;
    this.#set(zoom(matrix, factor, size, this.#frame));
  }

  /** @param {number} value of the slider, each step as much closer as the one before */
  #slide(value) {
    const { matrix, size } = this.#place;
    const { least, most } = scalesFor(size, this.#frame);
    this.#zoom((least * (most / least) ** (value / STEPS)) / scaleOf(matrix));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const [a, b, c, d, e, f] = this.#place.matrix;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowLeft: () => this.#set([a, b, c, d, e - STEP, f]),
      ArrowRight: () => this.#set([a, b, c, d, e + STEP, f]),
      ArrowUp: () => this.#set([a, b, c, d, e, f - STEP]),
      ArrowDown: () => this.#set([a, b, c, d, e, f + STEP]),
      "+": () => this.#zoom(CLOSER),
      "=": () => this.#zoom(CLOSER),
      "-": () => this.#zoom(1 / CLOSER),
      r: () => this.#turn(1),
      R: () => this.#turn(-1),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }

  async #send() {
    const sending = new AbortController();
    this.#sending = sending;
    this.#say("");
    try {
      const saved = await this.save(await this.#draw(), {
        progress: (part) => this.#tell(part),
        signal: sending.signal,
      });
      this.dispatchEvent(new CustomEvent("photo-saved", { detail: saved }));
    } catch (error) {
      if (!sending.signal.aborted) this.#say(wordsFor(error));
    } finally {
      this.#sending = null;
      this.requestUpdate();
    }
  }

  /** @param {number} part */
  #tell(part) {
    this.#part = part;
    this.requestUpdate();
  }

  /** @param {string} trouble */
  #say(trouble) {
    this.#trouble = trouble;
    this.#tell(0);
  }

  /** @returns {Promise<Blob>} what stands in the frame, in the picture's own pixels */
  async #draw() {
    const { matrix } = this.#place;
    const edge = Math.min(
      LARGEST_EDGE,
      Math.max(1, Math.round(this.#frame.side / scaleOf(matrix))),
    );
    const canvas = await this.#selection.$toCanvas({
      width: edge,
      height: edge,
      beforeDraw: (/** @type {CanvasRenderingContext2D} */ context) => {
        context.fillStyle = "#fff";
        context.fillRect(0, 0, edge, edge);
        context.imageSmoothingQuality = "high";
      },
    });
    return encode(canvas);
  }

  /** While a picture is on its way this stops it; otherwise the person is done here. */
  #leave() {
    if (this.#sending) this.#sending.abort();
    else this.dispatchEvent(new CustomEvent("photo-left"));
  }
}

customElements.define("photo-cropper", PhotoCropper);
