// @ts-check

import { html, LitElement } from "../../vendor/lit.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";

/** The two places on which files can be dropped, over the conversation. */
export class DropPlaces extends LitElement {
  /** @type {(files: File[], asFiles: boolean) => void} */
  take = () => {};

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("dragleave", this.#left);
    document.addEventListener("drop", this.#end);
    document.addEventListener("pointermove", this.#end);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("dragleave", this.#left);
    document.removeEventListener("drop", this.#end);
    document.removeEventListener("pointermove", this.#end);
  }

  /** @override */
  render() {
    return html`
      ${this.#place(false, icon("photo"), t("Drop here to send as photos and videos"))}
      ${this.#place(true, icon("file"), t("Drop here to send as files"))}
    `;
  }

  /**
   * @param {boolean} asFiles
   * @param {unknown} picture
   * @param {string} words
   */
  #place(asFiles, picture, words) {
    return html`<div
      class="drop-place"
      @dragenter=${mark}
      @dragover=${allow}
      @dragleave=${unmark}
      @drop=${(/** @type {DragEvent} */ event) => this.#dropped(event, asFiles)}
    >${picture}<p>${words}</p></div>`;
  }

  /**
   * @param {DragEvent} event
   * @param {boolean} asFiles
   */
  #dropped(event, asFiles) {
    event.preventDefault();
    const files = filesOf(event.dataTransfer);
    this.remove();
    this.take(files, asFiles);
  }

  /** @param {DragEvent} event */
  #left = ({ relatedTarget }) => {
    if (!relatedTarget) this.remove(); // The pointer has left the window.
  };

  // A pointer moves again: nothing is being dragged any more.
  #end = () => this.remove();
}

/** @param {DragEvent} event */
function allow(event) {
  event.preventDefault();
  event.stopPropagation(); // Elsewhere on the page nothing can be dropped.
  if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
}

/** @param {Event} event */
function mark({ currentTarget }) {
  /** @type {Element} */ (currentTarget).classList.add("over");
}

/** @param {DragEvent} event */
function unmark({ currentTarget, relatedTarget }) {
  const place = /** @type {Element} */ (currentTarget);
  if (!place.contains(/** @type {Node | null} */ (relatedTarget))) place.classList.remove("over");
}

/**
 * What was dropped; of a folder no browser gives the content.
 * @param {DataTransfer | null} dropped
 */
function filesOf(dropped) {
  return [...(dropped?.items ?? [])]
    .filter((item) => item.kind === "file" && !item.webkitGetAsEntry()?.isDirectory)
    .flatMap((item) => item.getAsFile() ?? []);
}

customElements.define("drop-places", DropPlaces);

/** @param {DropPlaces["take"]} take called with what is dropped */
export function showPlaces(take) {
  if (document.querySelector("drop-places")) return;
  const places = new DropPlaces();
  places.take = take;
  const open = document.querySelector("send-files-dialog dialog");
  (open ?? document.querySelector(".talk-pane"))?.append(places);
}
