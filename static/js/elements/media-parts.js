// @ts-check
/** What is attached to messages, as it is drawn in their bubbles. */

import { html, nothing } from "../../vendor/lit.js";
import { fromHere } from "../models/local-media.js";
import { openViewer } from "../open-viewer.js";
import { t } from "../texts.js";
import { fileRow } from "./file-row.js";
import { isPicture } from "./media-words.js";
import { previewStyle } from "./preview-style.js";
import { uploadRing } from "./upload-ring.js";
import "./video-tile.js";
import "./voice-row.js";

/**
 * @typedef {import("../models/album.js").Album} Album
 * @typedef {import("../models/album.js").Tile} Tile
 * @typedef {import("../models/feed.js").Bubble} Bubble
 * @typedef {import("../models/objects.js").Media} Media
 */

/** The longest sides that a photo is kept in, in px, beside that of its own. */
const EDGES = [320, 800];

/**
 * The pictures of a message in their grid.
 * @param {Bubble} bubble
 * @param {Album} album
 * @param {boolean} reachable
 */
export function drawAlbum(bubble, album, reachable) {
  const pictures = bubble.attachments.filter(isPicture).map(fromHere);
  return pictures.map((media, at) => {
    const facts = {
      bubble,
      media,
      reachable,
      width: Math.round(album.width * album.tiles[at].width),
    };
    const isAlone = pictures.length === 1;
    return html`<div class="tile" .style=${placeOf(album.tiles[at])}>
      ${drawPicture(facts, isAlone)}
    </div>`;
  });
}

/**
 * One that is not shown as a picture.
 * @param {Bubble} bubble
 * @param {Media} media
 * @param {boolean} reachable
 */
export function drawRow(bubble, media, reachable) {
  const isVoice = media.kind === "voice";
  const isHeard = isVoice || media.mime.startsWith("audio/");
  const isThere = media.status === "ready" || (isVoice && media.status === "uploading");
  if (!(isHeard && isThere)) return fileRow(media, reachable);
  return html`<voice-row
    .media=${isVoice ? fromHere(media) : media}
    .chatId=${bubble.message?.chat_id ?? ""}
    .seq=${bubble.seq}
    .reachable=${reachable}
  ></voice-row>`;
}

/** @param {Tile} tile */
function placeOf({ left, top, width, height }) {
  const percent = (/** @type {number} */ part) => `${(part * 100).toFixed(3)}%`;
  return `left: ${percent(left)}; top: ${percent(top)}; width: ${percent(width)}; height: ${percent(height)}`;
}

/**
 * @typedef {object} Facts
 * @property {Bubble} bubble
 * @property {Media} media
 * @property {boolean} reachable
 * @property {number} width in px, where there is room for it
 */

/**
 * @param {Facts} facts
 * @param {boolean} isAlone
 */
function drawPicture(facts, isAlone) {
  const { media, reachable, bubble } = facts;
  if (media.status === "uploading") return underWay(media, reachable);
  if (media.status !== "ready") return unready(media);
  if (media.kind === "photo") return photo(facts);
  return html`<video-tile
    .media=${media}
    .reachable=${reachable}
    .isSmall=${!isAlone}
    .watch=${(/** @type {HTMLElement} */ opener) => view(bubble, media, opener)}
  ></video-tile>`;
}

/**
 * @param {Media} media one's own, on its way to the server
 * @param {boolean} reachable
 */
function underWay(media, reachable) {
  const { thumbnail_url } = media;
  return html`<div class="unready" .style=${previewStyle(media)}>
    ${thumbnail_url ? html`<img class="sharp" src=${thumbnail_url} alt="" decoding="async" />` : nothing}
    ${uploadRing(media, reachable)}
  </div>`;
}

/**
 * The place of a picture that cannot be shown.
 * @param {Media} media that is still being made, or could not be
 */
export function unready(media) {
  const isFailed = media.status === "failed";
  const what = media.kind === "photo" ? t("Photo") : t("Video");
  const how = isFailed ? t("It could not be read.") : t("It is being prepared.");
  return html`<div
    class=${isFailed ? "unready" : "unready pulse"}
    .style=${previewStyle(media)}
    role="img"
    aria-label="${what}. ${how}"
  >
    ${isFailed ? html`<span class="chip" aria-hidden="true">${how}</span>` : nothing}
  </div>`;
}

/** @param {Facts} facts */
function photo({ bubble, media, reachable, width }) {
  return html`<button
    type="button"
    class="picture"
    tabindex=${reachable ? 0 : -1}
    aria-label=${t("Photo")}
    @click=${opens(bubble, media)}
  >
    <img
      class="sharp"
      .style=${previewStyle(media)}
      src=${media.thumbnail_url ?? media.url}
      srcset=${sourcesOf(media)}
      sizes="${width}px"
      alt=""
      loading="lazy"
      decoding="async"
    />
  </button>`;
}

/**
 * The sizes of a photo that a browser may choose from.
 * @param {Media} media
 */
export function sourcesOf({ url, width, height }) {
  if (!width || !height || url.startsWith("blob:")) return nothing;
  const longest = Math.max(width, height);
  const smaller = EDGES.filter((edge) => edge < longest).map(
    (edge) => `${url}?size=${edge} ${Math.round((width * edge) / longest)}w`,
  );
  return [...smaller, `${url} ${width}w`].join(", ");
}

/**
 * @param {Bubble} bubble
 * @param {Media} media
 */
function opens(bubble, media) {
  return (/** @type {MouseEvent} */ { currentTarget }) =>
    view(bubble, media, /** @type {HTMLElement} */ (currentTarget));
}

/**
 * @param {Bubble} bubble
 * @param {Media} media
 * @param {HTMLElement} opener
 */
function view({ message }, media, opener) {
  if (message) openViewer({ message, mediaId: media.id, opener });
}
