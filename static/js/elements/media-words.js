// @ts-check
/** What is said of a message by those who show a line of it, where nobody wrote words to it. */

import { t, tn } from "../texts.js";

/** @typedef {import("../models/objects.js").Media} Media */

/**
 * Whether something is shown as a picture, and not as a row.
 * @param {Pick<Media, "kind">} media
 */
export function isPicture({ kind }) {
  return kind === "photo" || kind === "video";
}

/**
 * What files are, in a word or two; empty where there are none.
 * @param {readonly Pick<Media, "kind" | "name" | "duration">[]} all
 */
export function mediaWords(all) {
  if (all.length === 0) return "";
  if (all.length > 1) return wordsOfMany(all);
  const [{ kind, name, duration }] = all;
  switch (kind) {
    case "photo":
      return t("Photo");
    case "video":
      return t("Video");
    case "voice":
      return `${t("Voice message")} ${lengthWords(duration)}`.trim();
    case "sticker":
      return t("Sticker");
    default:
      return name || t("File");
  }
}

/**
 * How the message begins that is answered: with its words, or else with what it is.
 * @param {import("../models/objects.js").ReplyTo} quote
 */
export function quoteWords({ excerpt, kind }) {
  if (excerpt || !kind || kind === "text") return excerpt;
  const media = { kind: /** @type {Media["kind"]} */ (kind), name: "", duration: null };
  return mediaWords([media]);
}

/** @param {readonly Pick<Media, "kind">[]} all */
function wordsOfMany(all) {
  const { length } = all;
  if (all.every(({ kind }) => kind === "photo")) return tn("{n} photo", "{n} photos", length);
  if (all.every(({ kind }) => kind === "video")) return tn("{n} video", "{n} videos", length);
  return all.every(isPicture) ? t("Album") : tn("{n} file", "{n} files", length);
}

/**
 * How long something plays, as 0:12 or 1:02:03.
 * @param {number | null | undefined} seconds
 * @returns {string} empty where it is not known
 */
export function lengthWords(seconds) {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return "";
  const whole = Math.floor(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const last = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${last}` : `${minutes}:${last}`;
}
