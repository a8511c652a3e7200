// @ts-check
/** One file on its way to the server, by tus 1.0: it goes on where it was after any cut. */

import { DetailedError, Upload } from "../vendor/tus-js-client.js";
import { ConnectionLost, RequestFailed } from "./failures.js";

/** Bytes a request: what a cut costs at most, and what a proxy in between has to let through. */
const PART = 8 * 1024 * 1024;
/** Characters of a file's name. */
const LONGEST_NAME = 255;
/** What another request of the same upload, which may just be ending, makes of this one. */
const BUSY = [409, 423, 460];

/**
 * @typedef {import("./models/objects.js").OutgoingFile} OutgoingFile
 * @typedef {import("./models/uploads.js").Trip} Trip
 */

/**
 * Send a file until the server has all of it.
 *
 * ConnectionLost where it did not get through and can go on later; RequestFailed where it is refused.
 * @param {Blob} blob
 * @param {OutgoingFile} file
 * @param {Trip & {sha256: string | null}} trip
 * @returns {Promise<string>} the id of the media that it has become
 */
export function sendFile(blob, file, { progress, located, signal, sha256 }) {
  return new Promise((resolve, reject) => {
    /** @type {string | null} */
    let media = null;
    const upload = new Upload(blob, {
      endpoint: "/api/uploads",
      uploadUrl: file.upload ?? null,
      metadata: metadataOf(file, sha256),
      chunkSize: PART,
      retryDelays: null,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => located(upload.url ?? ""),
      onProgress: (sent, total) => progress(total > 0 ? sent / total : 0),
      onAfterResponse: (_request, response) => {
        media = response.getHeader("Media-Id") ?? media;
      },
      onSuccess: () => resolve(media ?? mediaAt(upload.url ?? "")),
      onError: (error) => reject(failureOf(error)),
    });
    signal.addEventListener("abort", () => {
      upload.abort(true).catch(() => {}); // What is left there goes by itself after a while.
      reject(signal.reason);
    });
    upload.start();
  });
}

/**
 * What the server cannot find out by itself, or need not.
 * @param {OutgoingFile} file
 * @param {string | null} sha256
 * @returns {Record<string, string>}
 */
function metadataOf(file, sha256) {
  const facts = { as: file.kind, name: shortened(file.name), ...noticed(file), sha256 };
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return Object.fromEntries(known.map(([key, value]) => [key, String(value)]));
}

/**
 * What is known of it beside its content.
 * @param {OutgoingFile} file
 */
function noticed({ kind, width, height, duration, waveform }) {
  if (kind === "video") return { width, height, duration };
  if (kind !== "voice") return {};
  return { duration, waveform: waveform?.length ? btoa(String.fromCharCode(...waveform)) : null };
}

/**
 * A name that the server takes: of a longer one the end says what it is.
 * @param {string} name
 */
function shortened(name) {
  const letters = Array.from(name);
  if (letters.length <= LONGEST_NAME) return name;
  return [...letters.slice(0, LONGEST_NAME - 20), ...letters.slice(-20)].join("");
}

/**
 * The id of what an upload that was complete before has become.
 * @param {string} address
 * @returns {Promise<string>}
 */
async function mediaAt(address) {
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(address);
  } catch {
    throw new ConnectionLost();
  }
  const body = await answer.text();
  if (!answer.ok) throw new RequestFailed({ ...saidIn(body), status: answer.status });
  return JSON.parse(body).media.id;
}

/** @param {Error} error */
function failureOf(error) {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (!response) return new ConnectionLost();
  const status = response.getStatus();
  return BUSY.includes(status)
    ? new ConnectionLost()
    : new RequestFailed({ ...saidIn(response.getBody()), status });
}

/** @param {string} body */
function saidIn(body) {
  try {
    return JSON.parse(body).error ?? {};
  } catch {
    return {}; // Not from us: a proxy in between has answered.
  }
}
