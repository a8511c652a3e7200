// @ts-check

import { sendText } from "./actions.js";
import { messenger } from "./messenger.js";
import { albumsOf } from "./models/albums.js";
import { uploads } from "./uploading.js";

/**
 * @typedef {import("./models/objects.js").OutgoingFile} OutgoingFile
 * @typedef {import("./picked-files.js").Picked} Picked
 * @typedef {{silent?: boolean, at?: Date}} Manner How something is sent, and when if not now.
 */

/** Characters (code points, as the server counts) that may stand under files. */
export const LONGEST_CAPTION = 1024;

/**
 * Send files: as many messages as they take, the first of which carries the words.
 * @param {string} chatId
 * @param {Picked[]} picked in the order in which they are to stand
 * @param {{text: string, asFiles: boolean} & Manner} wish
 */
export function sendFiles(chatId, picked, { text, asFiles, ...manner }) {
  uploads.keep(picked.map(({ id, blob }) => ({ id, blob })));
  const words = isCaption(text) ? text : "";
  if (text && !words) sendText(messenger, chatId, text, sentAt(manner, 0));
  for (const [at, files] of messagesOf(picked, asFiles).entries()) {
    sendText(messenger, chatId, at === 0 ? words : "", { files, ...sentAt(manner, at + 1) });
  }
}

/** @param {string} text that goes with files, unless it is too long for that and goes before them */
function isCaption(text) {
  return Array.from(text).length <= LONGEST_CAPTION;
}

/**
 * What is sent later keeps its order: each a moment after the one before.
 * @param {Manner} manner
 * @param {number} place
 */
function sentAt({ at, ...manner }, place) {
  return at ? { ...manner, send_at: new Date(at.getTime() + place).toISOString() } : manner;
}

/**
 * The files of each message that they become.
 * @param {Picked[]} picked
 * @param {boolean} asFiles
 */
export function messagesOf(picked, asFiles) {
  return albumsOf(picked.map((each) => outgoing(each, asFiles)));
}

/**
 * @param {Picked} picked
 * @param {boolean} asFile
 * @returns {OutgoingFile}
 */
function outgoing(picked, asFile) {
  const { id, blob, name, width, height, duration, poster } = picked;
  /** @type {"photo" | "video" | "file"} */
  const kind = asFile ? "file" : (picked.look ?? "file");
  const seen = kind === "file" ? NOTHING_SEEN : { width, height, duration, thumbnail_url: poster };
  const { type: mime, size } = blob;
  const facts = { id, kind, name, mime: mime || UNKNOWN, size, ...seen };
  return { ...facts, url: "", preview: null, status: "uploading" };
}

const UNKNOWN = "application/octet-stream";
const NOTHING_SEEN = { width: null, height: null, duration: null, thumbnail_url: null };
