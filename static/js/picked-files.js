// @ts-check
/** Files that a person is about to send: what they are, and what speaks against it. */

import { messenger } from "./messenger.js";
import { newClientId } from "./models/client-id.js";
import { plainName, sizeWords } from "./models/file-facts.js";
import { KINDS } from "./picture-files.js";
import { t } from "./texts.js";

/** What a server takes as a photo, in bytes and pixels; anything larger goes as it is. */
const LARGEST_PHOTO = 20 * 1024 * 1024;
const MOST_PIXELS = 33_000_000;
/** A browser that has not found out about a video by then will not, in ms. */
const PATIENCE = 8_000;
/** Where in a video its picture is taken, in s, and how wide that is, in px. */
const MOMENT = 0.1;
const POSTER = 480;

/**
 * @typedef {object} Picked A file that was chosen.
 * @property {string} id
 * @property {File} blob
 * @property {string} name
 * @property {string} address a blob: URL of it
 * @property {"photo" | "video" | null} look as what it can be seen; null where only as a file
 * @property {number | null} width px, upright
 * @property {number | null} height
 * @property {number | null} duration seconds
 * @property {string | null} poster a picture of a video, as a data: URL
 */

/**
 * Look at files that were chosen.
 * @param {File[]} files
 * @returns {Promise<{picked: Picked[], notes: string[]}>} those that can be sent, and what is to be
 *   said of others, or of how they go
 */
export async function lookAt(files) {
  const refused = files.map(refusal);
  const notes = refused.filter((words) => words !== "");
  const taken = files.filter((_, at) => !refused[at]);
  const looks = await Promise.all(taken.map(look));
  const hints = looks.flatMap(({ hint }) => hint || []);
  return { picked: looks.map(({ picked }) => picked), notes: [...notes, ...hints] };
}

/**
 * Let go of what was held to show files.
 * @param {Picked[]} picked
 */
export function letGo(picked) {
  for (const { address } of picked) URL.revokeObjectURL(address);
}

/**
 * Why a file cannot be sent; empty where it can.
 * @param {File} file
 */
function refusal({ name, size }) {
  const [shown, most] = [plainName(name), messenger.largestFile];
  if (size === 0) return t("“{name}” is empty.", { name: shown });
  if (size <= most) return "";
  return t("“{name}” is too large: at most {size} can be sent.", {
    name: shown,
    size: sizeWords(most),
  });
}

/**
 * @param {File} blob
 * @returns {Promise<{picked: Picked, hint: string}>}
 */
async function look(blob) {
  const address = URL.createObjectURL(blob);
  const plain = { look: null, width: null, height: null, duration: null, poster: null };
  const picked = { id: newClientId(), blob, name: blob.name || t("File"), address, ...plain };
  const [family] = blob.type.split("/");
  if (family === "image") return lookAtPicture(picked);
  if (family === "video") return lookAtVideo(picked);
  return { picked, hint: "" };
}

/** @param {Picked} picked */
async function lookAtPicture(picked) {
  const { blob, address } = picked;
  const name = plainName(picked.name);
  const hint = t("“{name}” cannot be shown as a picture: it goes as a file.", { name });
  if (!KINDS.includes(blob.type)) return { picked, hint };
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
  } catch {
    return { picked, hint };
  }
  const { naturalWidth: width, naturalHeight: height } = image;
  if (blob.size > LARGEST_PHOTO || width * height > MOST_PIXELS) {
    return { picked, hint: t("“{name}” is too large for a picture: it goes as a file.", { name }) };
  }
  /** @type {"photo"} */
  const kind = "photo";
  return { picked: { ...picked, look: kind, width, height }, hint: "" };
}

/** @param {Picked} picked */
async function lookAtVideo(picked) {
  const video = document.createElement("video");
  Object.assign(video, { muted: true, playsInline: true, preload: "auto", src: picked.address });
  try {
    await heard(video, "loadeddata");
    if (!video.videoWidth) throw new Error("no picture");
    video.currentTime = Math.min(MOMENT, video.duration / 2 || 0);
    await heard(video, "seeked");
    const { videoWidth: width, videoHeight: height } = video;
    const duration = Number.isFinite(video.duration) ? video.duration : null;
    const poster = pictureOf(video);
    /** @type {"video"} */
    const kind = "video";
    return { picked: { ...picked, look: kind, width, height, duration, poster }, hint: "" };
  } catch {
    const name = plainName(picked.name);
    return { picked, hint: t("“{name}” cannot be played here: it goes as a file.", { name }) };
  } finally {
    video.removeAttribute("src");
    video.load(); // Else the browser would hold on to the file.
  }
}

/**
 * @param {HTMLVideoElement} video
 * @param {string} name of what is awaited
 * @returns {Promise<void>}
 */
function heard(video, name) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("too long")), PATIENCE);
    const end = (/** @type {() => void} */ how) => () => {
      clearTimeout(timer);
      how();
    };
    video.addEventListener(name, end(resolve), { once: true });
    video.addEventListener(
      "error",
      end(() => reject(new Error("unreadable"))),
      { once: true },
    );
  });
}

/** @param {HTMLVideoElement} video */
function pictureOf(video) {
  const canvas = document.createElement("canvas");
  const scale = Math.min(1, POSTER / Math.max(video.videoWidth, video.videoHeight));
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", 0.7);
}
