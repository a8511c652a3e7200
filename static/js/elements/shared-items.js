// @ts-check
/** One thing that was sent, as it stands in the pane about its chat. */

import { html, nothing } from "../../vendor/lit.js";
import { markdown } from "../markdown.js";
import { messenger } from "../messenger.js";
import { fromHere } from "../models/local-media.js";
import { textParts } from "../models/text-parts.js";
import { t } from "../texts.js";
import { momentWords } from "../times.js";
import { fileRow } from "./file-row.js";
import { icon } from "./late-icon.js";
import { unready } from "./media-parts.js";
import { mediaWords } from "./media-words.js";
import { previewStyle } from "./preview-style.js";
import { authorName } from "./senders.js";
import "./video-tile.js";
import "./voice-row.js";

/** So many links of one message are shown. */
const MOST_LINKS = 5;
const DOTS = icon("dots-vertical");

/**
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").Media} Media
 * @typedef {import("../models/objects.js").Message} Message
 * @typedef {import("../models/shared-list.js").SharedItem} SharedItem
 * @typedef {SharedItem & {media: Media}} MediaItem
 */

/**
 * A photo or a video in its square.
 * @param {MediaItem} item
 * @param {object} facts
 * @param {string} facts.place where it stands, for keys
 * @param {boolean} facts.reachable whether Tab leads there
 * @param {(opener: HTMLElement) => void} facts.view shows it over the page
 */
export function tile({ key, message, media: sent }, { place, reachable, view }) {
  const media = fromHere(sent);
  const draw = media.kind === "video" && media.status === "ready" ? videoTile : pictureTile;
  return html`<li class="shared-tile" data-item=${key} data-place=${place}>
    ${draw(media, { message, reachable, view })}
  </li>`;
}

/**
 * @typedef {object} TileFacts
 * @property {Message} message
 * @property {boolean} reachable
 * @property {(opener: HTMLElement) => void} view
 */

/**
 * @param {Media} media
 * @param {TileFacts} facts
 */
function videoTile(media, { reachable, view }) {
  return html`<video-tile .media=${media} .reachable=${reachable} .isSmall=${true} .watch=${view}></video-tile>`;
}

/**
 * @param {Media} media
 * @param {TileFacts} facts
 */
function pictureTile(media, { message, reachable, view }) {
  const isReady = media.status === "ready";
  const open = (/** @type {Event} */ { currentTarget }) =>
    isReady && view(/** @type {HTMLElement} */ (currentTarget));
  const label = `${mediaWords([media])}, ${momentWords(message.sent_at)}`;
  return html`<button
    type="button"
    class="picture"
    tabindex=${reachable ? 0 : -1}
    aria-disabled=${isReady ? nothing : "true"}
    aria-label=${isReady ? label : nothing}
    @click=${open}
  >${isReady ? picture(media) : unready(media)}</button>`;
}

/** @param {Media} media */
function picture(media) {
  return html`<img
    class="sharp"
    .style=${previewStyle(media)}
    src=${media.thumbnail_url ?? media.url}
    alt=""
    loading="lazy"
    decoding="async"
  />`;
}

/**
 * A file, a voice message or a link in its row.
 * @param {SharedItem} item
 * @param {Chat} chat
 * @param {object} facts
 * @param {() => import("../player.js").Track | null} facts.next what is heard after it
 * @param {(button: HTMLElement) => void} facts.more offers what can be done with it
 */
export function row(item, chat, { next, more }) {
  const { key, message, media } = item;
  const name = media ? mediaWords([media]) : t("Link");
  return html`<li class="shared-row" data-item=${key}>
    <div class="shared-what">
      <p class="shared-head">
        <bdi>${chat.kind === "saved" ? nothing : authorName(messenger, chat, message)}</bdi>
        <time datetime=${message.sent_at}>${momentWords(message.sent_at)}</time>
      </p>
      ${media ? html`<div class="shared-media">${content({ ...item, media }, next)}</div>` : links(message)}
    </div>
    <button
      type="button"
      class="icon-button shared-more"
      aria-haspopup="menu"
      aria-label="${t("More")}: ${name}"
      @click=${(/** @type {Event} */ { currentTarget }) => more(/** @type {HTMLElement} */ (currentTarget))}
    >${DOTS}</button>
  </li>`;
}

/**
 * @param {MediaItem} item
 * @param {() => import("../player.js").Track | null} next
 */
function content({ message, media }, next) {
  if (media.kind !== "voice" || media.status !== "ready") return fileRow(media, true);
  return html`<voice-row
    .media=${media}
    .chatId=${message.chat_id}
    .seq=${message.seq}
    .next=${next}
    .reachable=${true}
  ></voice-row>`;
}

/** @param {Message} message */
function links(message) {
  const { text, preview } = message;
  const [first, ...others] = linksIn(text);
  if (!first) return nothing;
  const words = markdown.wordsOf(message).trim();
  // That it is there is said by the link already.
  const said = words === first.text ? (preview?.description ?? "") : words;
  return html`<a class="shared-link" href=${first.href} target="_blank" rel="noopener noreferrer">
      ${face(first.href, preview?.image?.url)}
      <span class="shared-lines">
        <span class="shared-title" dir="auto">${preview?.title || domainOf(first.href)}</span>
        ${said ? html`<span class="shared-said" dir="auto">${said}</span>` : nothing}
        <span class="shared-address">${addressOf(first.href)}</span>
      </span>
    </a>
    ${others
      .slice(0, MOST_LINKS - 1)
      .map(
        ({ href }) =>
          html`<a class="shared-address" href=${href} target="_blank" rel="noopener noreferrer">${addressOf(href)}</a>`,
      )}`;
}

/**
 * @param {string} text
 * @returns {{text: string, href: string}[]} each address once
 */
function linksIn(text) {
  const found = textParts(text).flatMap((part) =>
    part.href ? [{ text: part.text, href: part.href }] : [],
  );
  return [...new Map(found.map((link) => [link.href, link])).values()];
}

/**
 * A picture of where a link leads, or its letter.
 * @param {string} href
 * @param {string | undefined} image
 */
function face(href, image) {
  return html`<span class="row-tile" aria-hidden="true">${
    image
      ? html`<img src=${image} width="44" height="44" alt="" loading="lazy" decoding="async" />`
      : Array.from(domainOf(href))[0]?.toUpperCase()
  }</span>`;
}

/** @param {string} href */
function domainOf(href) {
  return new URL(href).hostname.replace(/^www\./, "");
}

/** @param {string} href */
function addressOf(href) {
  const { pathname, search } = new URL(href);
  return `${domainOf(href)}${pathname === "/" ? "" : pathname}${search}`;
}
