// @ts-check
/** How a sticker is drawn: its room is known before it comes. */

import { html, nothing } from "../../vendor/lit.js";
import { isCalm } from "../calm.js";
import { stickerWords } from "../sticker-words.js";

/** @typedef {import("../models/objects.js").Sticker} Sticker */

/**
 * That of a message; a press leads to its pack.
 * @param {Sticker} sticker
 * @param {boolean} reachable whether Tab leads there
 */
export function stickerBox(sticker, reachable) {
  const { pack, width, height } = sticker;
  return html`<button
    type="button"
    class="sticker"
    .style="--width: ${width}; --height: ${height}"
    aria-label=${stickerWords(sticker)}
    tabindex=${reachable ? 0 : -1}
    data-pack=${pack}
  >${stickerPicture(sticker)}</button>`;
}

/**
 * The picture itself, whose name is said by what it stands in.
 * @param {Pick<Sticker, "url" | "mime">} sticker
 */
export function stickerPicture({ url, mime }) {
  const still = isCalm();
  if (mime.startsWith("video/")) {
    return html`<video
      src=${url}
      .muted=${true}
      loop
      playsinline
      disablepictureinpicture
      ?autoplay=${!still}
    ></video>`;
  }
  return html`<img src=${url} alt="" decoding="async" draggable="false" @load=${still ? freeze : nothing} />`;
}

/**
 * Put its first frame in the place of what may move.
 * @param {Event} event
 */
function freeze({ target }) {
  const image = /** @type {HTMLImageElement} */ (target);
  if (image.src.startsWith("data:")) return;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  canvas.getContext("2d")?.drawImage(image, 0, 0);
  image.src = canvas.toDataURL();
}
