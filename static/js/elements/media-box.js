// @ts-check
/** The place of what is attached to a message: it has its size before anything of it is here. */

import { html, nothing } from "../../vendor/lit.js";
import { dressed } from "../dressed.js";
import { layAlbum } from "../models/album.js";
import { Observable } from "../models/observable.js";
import { isPicture } from "./media-words.js";

/**
 * @typedef {import("../models/album.js").Album} Album
 * @typedef {import("../models/feed.js").Bubble} Bubble
 * @typedef {import("../models/objects.js").Media} Media
 * @typedef {typeof import("./media-parts.js")} Parts
 */

/** What draws attachments, which comes with the first of them. */
class MediaParts extends Observable {
  /** @type {Parts | null} */
  here = null;
  /** @type {Promise<void> | null} */
  #coming = null;

  /** Have it here; the watchers hear when it is. */
  bring() {
    this.#coming ??= this.#fetch();
    return this.#coming;
  }

  async #fetch() {
    try {
      this.here = await dressed(import("./media-parts.js"), "media");
      this.changed();
    } catch {
      this.#coming = null; // The next message asks again.
    }
  }
}

export const mediaParts = new MediaParts();

/** @type {WeakMap<readonly Media[], Album>} with words under it, and without */
const withWords = new WeakMap();
/** @type {WeakMap<readonly Media[], Album>} */
const wordless = new WeakMap();

/**
 * Where the pictures of a message stand; null where it has none.
 * @param {Bubble} bubble
 */
export function albumOf({ attachments, text }) {
  if (!attachments.some(isPicture)) return null;
  const albums = text ? withWords : wordless;
  const known = albums.get(attachments);
  if (known) return known;
  const album = layAlbum(attachments.filter(isPicture), text !== "");
  albums.set(attachments, album);
  return album;
}

/**
 * What is attached to a message, or as much room as it takes.
 * @param {Bubble} bubble
 * @param {Album | null} album
 * @param {boolean} reachable whether Tab leads there
 */
export function mediaBox(bubble, album, reachable) {
  if (bubble.attachments.length === 0) return nothing;
  if (!mediaParts.here) mediaParts.bring();
  const rows = bubble.attachments.filter((media) => !isPicture(media));
  return html`${album ? albumBox(bubble, album, reachable) : nothing}
  ${rows.map(
    (media) =>
      html`<div class="media-row">${mediaParts.here?.drawRow(bubble, media, reachable) ?? nothing}</div>`,
  )}`;
}

/**
 * @param {Bubble} bubble
 * @param {Album} album
 * @param {boolean} reachable
 */
function albumBox(bubble, album, reachable) {
  return html`<div class="album" .style=${`aspect-ratio: ${album.ratio}`}>
    ${mediaParts.here?.drawAlbum(bubble, album, reachable) ?? nothing}
  </div>`;
}
