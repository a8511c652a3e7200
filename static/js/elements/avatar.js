// @ts-check

import { classMap, html, nothing } from "../../vendor/lit.js";
import { isNotices } from "../models/chat.js";
import { icon } from "./icon.js";

const TONES = 8;
/** The largest that a tile stands in a list, in CSS pixels. */
const TILE = 48;
const PERSON = 34;
/** Ids made at about the same time differ little: their letters are mixed as a hash does. */
const PRIME = 65_521;

/**
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {Pick<Chat, "id" | "kind" | "title" | "peer"> & {role?: string, avatar?: string | null}} Shown
 */

/**
 * The first letters of the first and the last word; a picture counts where there are no words.
 * @param {string} title
 */
export function initials(title) {
  const parts = title.split(/\s+/).filter(Boolean);
  const spoken = parts.filter((part) => /^[\p{L}\p{N}]/u.test(part));
  const words = spoken.length > 0 ? spoken : parts;
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => Array.from(word)[0].toLocaleUpperCase()).join("");
}

/**
 * Which of the colours belongs to an id, the same one everywhere and always.
 * @param {string} id
 */
export function toneOf(id) {
  let mixed = 0;
  for (const letter of id) mixed = (mixed * 31 + letter.charCodeAt(0)) % PRIME;
  return mixed % TONES;
}

/**
 * A photo over the letters of a tile: they are what one sees until it has come, or if it does not.
 * @param {string | null | undefined} address
 * @param {number} size of the tile in CSS pixels
 */
export function photo(address, size) {
  if (!address) return nothing;
  return html`<img
    class="photo"
    src="${address}?size=64"
    srcset="${address}?size=64 64w, ${address} 512w"
    sizes="${size}px"
    width=${size}
    height=${size}
    alt=""
    loading="lazy"
    decoding="async"
    draggable="false"
    @load=${hideFailed}
    @error=${hideFailed}
  />`;
}

/** @param {Event} event */
function hideFailed({ type, target }) {
  /** @type {HTMLElement} */ (target).classList.toggle("failed", type === "error");
}

/** @param {Shown} chat */
function pictureOf(chat) {
  if (chat.kind === "saved") return icon("bookmark");
  return isNotices(chat) ? icon("shield-check") : initials(chat.title);
}

/**
 * The tile of a person who writes in a group.
 * @param {{id: string, name: string, avatar: string | null}} person
 */
export function personTile({ id, name, avatar: address }) {
  return html`<span class="letter-tile tone-${toneOf(id)}" aria-hidden="true"
    >${initials(name)}${photo(address, PERSON)}</span>`;
}

/** @param {Shown} chat */
export function avatar(chat) {
  const saved = chat.kind === "saved" || isNotices(chat);
  const online = chat.kind === "direct" && chat.peer?.online === true;
  const tone = saved ? "saved" : toneOf(chat.peer?.id ?? chat.id);
  return html`<span class=${classMap({ "letter-tile": true, [`tone-${tone}`]: true, online })}
    aria-hidden="true">${pictureOf(chat)}${photo(saved ? null : (chat.peer ?? chat).avatar, TILE)}</span>`;
}
