// @ts-check

import { sendText } from "./actions.js";
import { messenger } from "./messenger.js";
import { albumsOf } from "./models/albums.js";
import { uploads } from "./uploading.js";

/**
 * @typedef {import("./models/objects.js").OutgoingFile} OutgoingFile
 * @typedef {import("./picked-files.js").Picked} Picked
 */

/**
 * Send files: as many messages as they take, the first of which carries the words.
 * @param {string} chatId
 * @param {Picked[]} picked in the order in which they are to stand
 * @param {{text: string, asFiles: boolean}} wish
 */
export function sendFiles(chatId, picked, { text, asFiles }) {
  uploads.keep(picked.map(({ id, blob }) => ({ id, blob })));
  for (const [at, files] of messagesOf(picked, asFiles).entries()) {
    sendText(messenger, chatId, at === 0 ? text : "", { files });
  }
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
