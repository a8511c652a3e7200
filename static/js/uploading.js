// @ts-check
/** The files of this page on their way. */

import { ConnectionLost } from "./failures.js";
import { fingerprint } from "./fingerprint.js";
import { connection, messenger, person } from "./messenger.js";
import { Uploads } from "./models/uploads.js";
import { sendFile } from "./tus-upload.js";
import { wishLater } from "./wish-later.js";

/**
 * @typedef {import("./models/objects.js").OutgoingFile} OutgoingFile
 * @typedef {import("./models/uploads.js").Trip} Trip
 */

export const uploads = new Uploads({
  outbox: messenger.outbox,
  store: messenger.store,
  send,
  online,
  alone,
});
uploads.start();
messenger.addEventListener("scheduled", (event) => {
  const { chat_id, send_at } = /** @type {CustomEvent} */ (event).detail;
  wishLater(messenger, ({ tellScheduled }) => tellScheduled(chat_id, send_at));
});
messenger.addEventListener("cancel-file", (event) => {
  uploads.cancel(/** @type {CustomEvent} */ (event).detail.id);
});

/**
 * What the server has already is not sent to it again.
 * @param {Blob} blob
 * @param {OutgoingFile} file
 * @param {Trip} trip
 * @returns {Promise<string>}
 */
async function send(blob, file, trip) {
  const sha256 = file.upload ? null : await fingerprint(blob);
  const known = sha256 && (await find(sha256, file));
  if (known) return known;
  trip.signal.throwIfAborted();
  return sendFile(blob, file, { ...trip, sha256 });
}

/**
 * @param {string} sha256
 * @param {OutgoingFile} file of which only a picture is without a name to its reader
 * @returns {Promise<string | null>}
 */
async function find(sha256, { kind, name }) {
  const called = kind === "photo" ? {} : { name };
  try {
    const reply = await connection.request("media.find", { sha256, as: kind, ...called });
    return reply.media.id;
  } catch (error) {
    if (error instanceof ConnectionLost) throw error;
    return null;
  }
}

/** @returns {Promise<void>} */
function online() {
  return new Promise((resolve) => {
    const look = () => {
      if (connection.status.phase !== "online") return;
      connection.removeEventListener("status", look);
      resolve();
    };
    connection.addEventListener("status", look);
    look();
  });
}

/**
 * Where the browser has no locks (a page over plain http from another machine) each tab believes
 * itself alone: a file may go out twice then, its message still goes once.
 * @param {string} name
 * @param {() => Promise<void>} work
 */
async function alone(name, work) {
  if (navigator.locks) await navigator.locks.request(`messenger-${person}-file-${name}`, work);
  else await work();
}
