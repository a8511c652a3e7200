// @ts-check
/** A file in a bubble: what it is, what it is called, how large it is, and the way to have it. */

import { html, nothing } from "../../vendor/lit.js";
import { kindOfFile, partsOfName, plainName, sizeWords } from "../models/file-facts.js";
import { openReader } from "../open-viewer.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";
import { uploadRing } from "./upload-ring.js";

/** @typedef {import("../models/objects.js").Media} Media */

const PICTURES = {
  archive: icon("file-zip"),
  code: icon("file-code"),
  music: icon("file-music"),
  other: icon("file"),
  pdf: icon("file-type-pdf"),
  photo: icon("photo"),
  table: icon("file-spreadsheet"),
  text: icon("file-text"),
  video: icon("movie"),
};
const DOWNLOAD = icon("download");

/**
 * @param {Media} media
 * @param {boolean} reachable
 */
export function fileRow(media, reachable) {
  const { status, name, url } = media;
  if (status === "uploading") {
    return html`<div class="file-row">${uploadRing(media, reachable)}${lines(media)}</div>`;
  }
  if (status !== "ready") return html`<div class="file-row">${face(media)}${lines(media)}</div>`;
  const tab = reachable ? 0 : -1;
  const label = t("Download “{name}”", { name: plainName(name) });
  if (!isReadable(media)) {
    return html`<a class="file-row" href=${url} download=${name} tabindex=${tab} aria-label="${label}, ${sizeWords(media.size)}"
      >${face(media)}${lines(media)}</a
    >`;
  }
  return html`<div class="file-row">
    <button type="button" class="file-open" tabindex=${tab} @click=${() => openReader(media)}>
      ${face(media)}${lines(media)}
    </button>
    <a class="file-have" href=${url} download=${name} tabindex=${tab} aria-label=${label}>${DOWNLOAD}</a>
  </div>`;
}

/**
 * Whether it can be read in the page.
 * @param {Media} media
 */
export function isReadable({ mime }) {
  const [type] = mime.split(";");
  return type === "text/plain" || (type === "application/pdf" && navigator.pdfViewerEnabled);
}

/**
 * A name of which the middle gives way where there is no room.
 * @param {string} name
 */
export function fileName(name) {
  const { head, tail } = partsOfName(plainName(name));
  return html`<bdi class="file-name" title=${plainName(name)}><span>${head}</span><span>${tail}</span></bdi>`;
}

/** @param {Media} media */
function face(media) {
  return html`<span class="row-tile">${PICTURES[kindOfFile(media)]}</span>`;
}

/** @param {Media} media */
function lines(media) {
  const { name, size, status } = media;
  const failed = status === "failed" ? html` · ${t("It could not be read.")}` : nothing;
  return html`<span class="row-lines">
    ${fileName(name || t("File"))}
    <span class="row-facts">${sizeWords(size)}${failed}</span>
  </span>`;
}
