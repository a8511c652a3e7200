// @ts-check
/** What a file is by its type and its name, and how that is said. */

import { pageLanguage } from "../texts.js";

/** Of the end of a name so many letters stay, the ending included. */
const TAIL = 8;
/** Marks that turn the direction of writing: with them a name could look like another. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** @type {["byte", "kilobyte", "megabyte", "gigabyte"]} */
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];
const STEP = 1_000;

/** @typedef {"archive" | "code" | "music" | "other" | "pdf" | "photo" | "table" | "text" | "video"} FileKind */

/** @type {[FileKind, string][]} by the ending of the name */
const ENDINGS = [
  ["archive", "zip 7z rar gz tgz bz2 xz tar zst"],
  ["code", "js ts py rs go c h cpp java rb php sh html css json xml yml yaml toml sql"],
  ["music", "mp3 ogg oga opus flac wav m4a aac wma"],
  ["pdf", "pdf"],
  ["photo", "jpg jpeg png gif webp avif heic heif bmp tif tiff svg"],
  ["table", "xls xlsx ods csv tsv"],
  ["text", "txt md rtf doc docx odt log"],
  ["video", "mp4 m4v webm mkv mov avi"],
];

/** @type {Map<string, FileKind>} */
const KINDS = new Map(
  ENDINGS.flatMap(([kind, endings]) => endings.split(" ").map((ending) => [ending, kind])),
);

/** @type {Record<string, FileKind>} by the first part of the type */
const FAMILIES = { audio: "music", image: "photo", text: "text", video: "video" };

/**
 * @param {{name: string, mime: string}} file
 * @returns {FileKind}
 */
export function kindOfFile({ name, mime }) {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return KINDS.get(ending) ?? FAMILIES[mime.split("/")[0]] ?? "other";
}

/**
 * A name without what makes it look like another.
 * @param {string} name
 */
export function plainName(name) {
  return name.replaceAll(TURNS, "");
}

/**
 * A name in two: the first part may be cut where there is no room, the other never is.
 * @param {string} name
 */
export function partsOfName(name) {
  const letters = Array.from(name);
  const dot = letters.lastIndexOf(".");
  const ending = dot > 0 && letters.length - dot <= TAIL ? letters.length - dot : 0;
  const tail = Math.min(letters.length, Math.max(ending + 3, TAIL));
  if (letters.length <= 2 * TAIL) return { head: name, tail: "" };
  return { head: letters.slice(0, -tail).join(""), tail: letters.slice(-tail).join("") };
}

/**
 * How large something is, as people say it.
 * @param {number} bytes
 */
export function sizeWords(bytes) {
  let [value, at] = [bytes, 0];
  while (value >= STEP && at < UNITS.length - 1) {
    value /= STEP;
    at += 1;
  }
  const maximumFractionDigits = value < 10 && at > 1 ? 1 : 0;
  const unitDisplay = at === 0 ? "long" : "short";
  const style = { style: "unit", unit: UNITS[at], unitDisplay, maximumFractionDigits };
  return new Intl.NumberFormat(
    pageLanguage(),
    /** @type {Intl.NumberFormatOptions} */ (style),
  ).format(value);
}
