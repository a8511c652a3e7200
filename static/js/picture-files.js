// @ts-check
/** Pictures as files: which a photo can be made of, and how it goes out. */

import { RequestFailed, reasonOf } from "./failures.js";
import { t } from "./texts.js";

/** What a browser reads, by their media types. */
export const KINDS = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"];
/** Bytes; more of a picture than a browser should be asked to hold. */
const LARGEST = 50 * 1024 * 1024;
/** The edge of what is sent, at most: twice what is shown anywhere; in pixels. */
export const LARGEST_EDGE = 1024;
const QUALITY = 0.92;

/**
 * Why a file cannot be a photo; empty where it can.
 * @param {File} file
 * @param {string} address
 */
export async function troubleWith(file, address) {
  if (!KINDS.includes(file.type)) return t("This is not a picture that can be read.");
  if (file.size > LARGEST) return t("The picture is too large.");
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
  } catch {
    return t("This is not a picture that can be read.");
  }
  return "";
}

/**
 * The square in the middle of a picture, drawn anew: nothing that the camera noted is left.
 * @param {File} file
 */
export async function cutSquare(file) {
  const picture = await createImageBitmap(file);
  const side = Math.min(picture.width, picture.height);
  const edge = Math.min(LARGEST_EDGE, side);
  const canvas = document.createElement("canvas");
  canvas.width = edge;
  canvas.height = edge;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = "#fff";
  context.fillRect(0, 0, edge, edge);
  context.imageSmoothingQuality = "high";
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
  context.drawImage(picture, left, top, side, side, 0, 0, edge, edge);
  picture.close();
  return encode(canvas);
}

/**
 * What stands on a canvas, as a file.
 * @param {HTMLCanvasElement} canvas
 */
export async function encode(canvas) {
  const picture = await write(canvas, "image/webp");
  // A browser that cannot write WebP makes a PNG instead, which may be many times larger.
  return picture.type === "image/webp" ? picture : write(canvas, "image/jpeg");
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {string} kind
 * @returns {Promise<Blob>}
 */
function write(canvas, kind) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("empty"))), kind, QUALITY);
  });
}

/**
 * What is said of a picture that could not be sent.
 * @param {unknown} error
 */
export function wordsFor(error) {
  if (error instanceof RequestFailed) return reasonOf(error.code);
  return t("The server could not be reached. Please try again.");
}
