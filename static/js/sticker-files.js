// @ts-check
/** Files of a person that become stickers: found, made small, and sent to the server. */

import { ConnectionLost, pauseAfter, RequestFailed } from "./failures.js";
import { isAnimated, isArchive, kindOf } from "./models/sticker-files.js";
import { readAnswer } from "./photo-upload.js";

/** What is asked for where files are chosen. */
export const ACCEPTED = "image/png,image/jpeg,image/webp,video/webm,.zip,application/zip";
/** The longest edge of a sticker, in px, and its size, in bytes. */
const EDGE = 512;
const LARGEST = 512 * 1024;
/** What is read at most of an archive, and of each picture in it, in bytes. */
const LARGEST_ARCHIVE = 64 * 1024 * 1024;
const LARGEST_INSIDE = 8 * 1024 * 1024;
/** How well a picture is kept; less where it is too large otherwise. */
const QUALITIES = [0.92, 0.8, 0.6, 0.4];

/**
 * The pictures among files and in archives.
 * @param {File[]} files
 * @returns {Promise<{pictures: File[], others: number}>} how many there were beside them
 */
export async function picturesAmong(files) {
  const lists = await Promise.all(files.map((file) => (isArchive(file) ? unpack(file) : [file])));
  const all = lists.flat();
  const pictures = all.filter(({ name, webkitRelativePath }) => kindOf(webkitRelativePath || name));
  return { pictures, others: all.length - pictures.length };
}

/**
 * What an archive holds; of what is no picture only the name.
 * @param {File} archive
 */
async function unpack(archive) {
  if (archive.size > LARGEST_ARCHIVE) return [new File([], "")];
  const { unzipSync } = await import("../vendor/fflate.js");
  /** @type {File[]} */
  const found = [];
  try {
    const data = new Uint8Array(await archive.arrayBuffer());
    const inside = unzipSync(data, {
      filter: ({ name, originalSize }) => {
        const isWanted = kindOf(name) !== "" && originalSize <= LARGEST_INSIDE;
        if (!(isWanted || name.endsWith("/"))) found.push(new File([], ""));
        return isWanted;
      },
    });
    for (const [name, bytes] of Object.entries(inside)) found.push(fileOf(name, bytes));
  } catch {
    return [new File([], "")]; // No archive, or a broken one.
  }
  return found;
}

/**
 * @param {string} path in an archive
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function fileOf(path, bytes) {
  return new File([bytes], path.split("/").at(-1) ?? "", { type: kindOf(path) });
}

/**
 * Make a sticker of a picture and send it to the server; what moves goes as it is.
 * @param {File} file
 * @returns {Promise<string>} the id of what was sent
 * @throws {RequestFailed} where the server refuses it
 */
export async function sendPicture(file) {
  const picture = await prepare(file);
  const { media } = await persist(() => post(picture));
  return media.id;
}

/**
 * Do something again while the server asks for patience.
 * @template Answer
 * @param {() => Promise<Answer>} run
 */
export async function persist(run) {
  for (;;) {
    try {
      return await run();
    } catch (error) {
      const pause = error instanceof RequestFailed ? pauseAfter(error) : null;
      if (pause === null) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** @param {Blob} picture */
async function post(picture) {
  const answer = await fetch("/api/media?as=sticker&name=sticker", {
    method: "POST",
    body: picture,
  }).catch(() => {
    throw new ConnectionLost();
  });
  return readAnswer(answer.ok, await answer.text());
}

/**
 * @param {File} file
 * @returns {Promise<Blob>}
 */
async function prepare(file) {
  const kind = kindOf(file.name);
  if (kind === "video/webm") return file;
  if (kind === "image/webp" && isAnimated(await headOf(file))) return file;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return file; // The server says why it is none.
  const { width, height } = picture;
  const isSmall = Math.max(width, height) <= EDGE && file.size <= LARGEST;
  return kind === "image/webp" && isSmall ? file : drawSmall(picture);
}

/** @param {File} file */
async function headOf(file) {
  return new Uint8Array(await file.slice(0, 32).arrayBuffer());
}

/** @param {ImageBitmap} picture */
async function drawSmall(picture) {
  const { width, height } = picture;
  const scale = Math.min(1, EDGE / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  let made = await write(canvas, QUALITIES[0]);
  for (const quality of QUALITIES.slice(1)) {
    if (made.size > LARGEST) made = await write(canvas, quality);
  }
  return made;
}

/**
 * A browser that writes no WebP makes a PNG, of which the server makes one.
 * @param {HTMLCanvasElement} canvas
 * @param {number} quality
 * @returns {Promise<Blob>}
 */
function write(canvas, quality) {
  return new Promise((resolve, reject) => {
    const done = (/** @type {Blob | null} */ blob) =>
      blob ? resolve(blob) : reject(new Error("empty"));
    canvas.toBlob(done, "image/webp", quality);
  });
}
