// @ts-check

import { Backoff } from "../backoff.js";
import { ConnectionLost, pauseAfter, RequestFailed } from "../failures.js";
import { keepLocal } from "./local-media.js";

/** A part of its way that is worth drawing. */
const STEP = 0.01;
/** Files that nobody sends, left by a page that ended at a bad moment, go after so long, in ms. */
const FORGOTTEN = 3_600_000;

/**
 * @typedef {import("./objects.js").OutgoingFile} OutgoingFile
 * @typedef {import("./objects.js").OutgoingMessage} OutgoingMessage
 *
 * @typedef {object} Trip What an upload is told, and tells.
 * @property {(part: number) => void} progress from 0 to 1
 * @property {(address: string) => void} located the address at which it can go on
 * @property {AbortSignal} signal
 *
 * @typedef {object} UploadParts
 * @property {Pick<import("./outbox.js").Outbox,
 *   "withFiles" | "amend" | "show" | "drop" | "watch">} outbox
 * @property {Pick<import("./local-store.js").LocalStore, "all" | "get" | "write">} store
 * @property {(blob: Blob, file: OutgoingFile, trip: Trip) => Promise<string>} send the id of the
 *   media that the server has made of it
 * @property {() => Promise<void>} online ends as soon as there is a connection
 * @property {(name: string, work: () => Promise<void>) => Promise<void>} alone does it once among
 *   all tabs
 */

/**
 * The files of messages on their way: each goes out until the server has it, across cuts and pages.
 *
 * Those of a chat go one after the other, so that its messages keep their order.
 */
export class Uploads {
  #parts;
  /** @type {Set<string>} chats whose files are going out */
  #busy = new Set();
  /** @type {Map<string, Blob>} contents by the id of the file */
  #blobs = new Map();
  /** @type {Map<string, string>} where they are shown from, by the same */
  #addresses = new Map();
  /** @type {Map<string, number>} how far they are, by the same */
  #progress = new Map();
  /** @type {Map<string, AbortController>} what ends them, by the same */
  #trips = new Map();
  /** @type {Map<string, OutgoingMessage>} the messages as they were last seen, by client id */
  #known = new Map();

  /** @param {UploadParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Take up what waits now, and whatever comes from now on. */
  start() {
    this.#parts.outbox.watch(() => this.#look());
    this.#look();
    return this.#sweep();
  }

  /**
   * Keep the contents of files that a message is about to carry.
   * @param {{id: string, blob: Blob}[]} files
   */
  async keep(files) {
    for (const { id, blob } of files) this.#blobs.set(id, blob);
    const kept_at = Date.now();
    await this.#parts.store.write(
      "files",
      files.map((file) => ({ ...file, kept_at })),
    );
  }

  /**
   * Take a file out of its message; the last one takes the message with it.
   * @param {string} id
   */
  cancel(id) {
    const item = this.#items().find(({ files }) => files.some((file) => file.id === id));
    if (!item) return;
    const files = item.files.filter((file) => file.id !== id);
    this.#forget(id);
    if (files.length === 0) this.#parts.outbox.drop(item.client_id);
    else this.#parts.outbox.amend(item.client_id, { files });
  }

  #items() {
    return /** @type {(OutgoingMessage & {files: OutgoingFile[]})[]} */ (
      this.#parts.outbox.withFiles()
    );
  }

  /** Something is new in the outbox, or gone. */
  #look() {
    const items = this.#items();
    const now = new Map(items.map((item) => [item.client_id, item]));
    const before = this.#known;
    const gone = [...before.values()].filter(({ client_id }) => !now.has(client_id));
    const changed = items.filter((item) => isOther(item, before.get(item.client_id)));
    this.#known = now;
    for (const item of gone) this.#leave(item);
    for (const item of changed) this.#dress(item);
    for (const item of items) this.#mend(item);
    for (const { chat_id } of items) this.#run(chat_id);
  }

  /**
   * What the server has no longer is sent to it anew, should the person wish it.
   * @param {OutgoingMessage & {files: OutgoingFile[]}} item
   */
  #mend({ client_id, status, reason, files }) {
    const isLost = status === "failed" && reason === "not_found";
    if (!isLost || !files.some(({ media }) => media)) return;
    const anew = files.map(({ media: _media, upload: _upload, ...file }) => file);
    this.#parts.outbox.amend(client_id, { files: anew });
  }

  /** @param {OutgoingMessage & {files: OutgoingFile[]}} item whose files are to be seen */
  async #dress({ client_id, files }) {
    for (const { id } of files) {
      const blob = await this.#content(id);
      if (blob && !this.#addresses.has(id)) this.#addresses.set(id, URL.createObjectURL(blob));
    }
    this.#show(client_id);
  }

  /** @param {string} id */
  async #content(id) {
    const known = this.#blobs.get(id) ?? (await this.#parts.store.get("files", id))?.blob;
    if (known) this.#blobs.set(id, known);
    return known;
  }

  /** @param {string} clientId */
  #show(clientId) {
    const item = this.#items().find(({ client_id }) => client_id === clientId);
    if (item) this.#parts.outbox.show(clientId, this.#drawn(item));
  }

  /** @param {OutgoingMessage & {files: OutgoingFile[]}} item */
  #drawn(item) {
    return item.files.map((file) => {
      const url = this.#addresses.get(file.id) ?? "";
      const thumbnail_url = file.kind === "photo" ? url : file.thumbnail_url;
      const isUnderWay = item.status === "waiting" && !file.media;
      /** @type {"uploading" | "ready"} */
      const status = isUnderWay ? "uploading" : "ready";
      return { ...file, url, thumbnail_url, status, progress: this.#progress.get(file.id) ?? 0 };
    });
  }

  /** @param {string} chatId */
  async #run(chatId) {
    if (this.#busy.has(chatId)) return;
    this.#busy.add(chatId);
    try {
      let item = this.#next(chatId);
      while (item) {
        await this.#take(item.client_id);
        item = this.#next(chatId);
      }
    } finally {
      this.#busy.delete(chatId);
    }
  }

  /** @param {string} chatId */
  #next(chatId) {
    return this.#items().find((item) => item.chat_id === chatId && missing(item));
  }

  /** @param {string} clientId of a message, all of whose files go out, unless another tab is at it */
  #take(clientId) {
    return this.#parts.alone(clientId, async () => {
      const next = () => missing(this.#items().find(({ client_id }) => client_id === clientId));
      const backoff = new Backoff();
      for (let file = next(); file; file = next()) await this.#bring(clientId, file, backoff);
    });
  }

  /**
   * @param {string} clientId
   * @param {OutgoingFile} file
   * @param {Backoff} backoff
   */
  async #bring(clientId, file, backoff) {
    const trip = new AbortController();
    const { signal } = trip;
    this.#trips.set(file.id, trip);
    try {
      const blob = await this.#content(file.id);
      if (!blob) throw new RequestFailed({ code: "file_lost", status: 410 });
      const media = await this.#parts.send(blob, file, {
        signal,
        progress: (part) => this.#progressed(clientId, file.id, part),
        located: (upload) => this.#note(clientId, file.id, { upload }),
      });
      this.#note(clientId, file.id, { media });
      backoff.reset();
    } catch (error) {
      if (!signal.aborted) await this.#failed(clientId, error, backoff, signal);
    } finally {
      this.#trips.delete(file.id);
    }
  }

  /**
   * @param {string} clientId
   * @param {unknown} error
   * @param {Backoff} backoff
   * @param {AbortSignal} signal
   */
  async #failed(clientId, error, backoff, signal) {
    if (error instanceof ConnectionLost) {
      await sleep(backoff.next(), signal);
      await this.#parts.online();
      return;
    }
    if (!(error instanceof RequestFailed)) throw error;
    const pause = pauseAfter(error);
    if (pause !== null) await sleep(pause, signal);
    else this.#parts.outbox.amend(clientId, { status: "failed", reason: error.code });
  }

  /**
   * @param {string} clientId
   * @param {string} id
   * @param {number} part
   */
  #progressed(clientId, id, part) {
    const isWorthIt = part === 1 || Math.abs(part - (this.#progress.get(id) ?? 0)) >= STEP;
    if (!isWorthIt) return;
    this.#progress.set(id, part);
    this.#show(clientId);
  }

  /**
   * @param {string} clientId
   * @param {string} id
   * @param {import("./objects.js").FilePlace} place
   */
  #note(clientId, id, place) {
    const item = this.#items().find(({ client_id }) => client_id === clientId);
    if (!item) return;
    const files = item.files.map((file) => (file.id === id ? { ...file, ...place } : file));
    this.#parts.outbox.amend(clientId, { files });
  }

  /** @param {OutgoingMessage} item that has arrived, or was given up */
  #leave({ files = [] }) {
    for (const { id, media, kind, thumbnail_url } of files) {
      const url = this.#addresses.get(id);
      if (url && media && kind !== "file") {
        const places = { url, thumbnail_url: kind === "photo" ? url : thumbnail_url };
        keepLocal(media, kind === "voice" ? { ...places, id } : places);
        this.#addresses.delete(id);
      }
      this.#forget(id);
    }
  }

  /** @param {string} id of a file that is needed no more */
  #forget(id) {
    this.#trips.get(id)?.abort();
    const address = this.#addresses.get(id);
    if (address) URL.revokeObjectURL(address);
    for (const facts of [this.#blobs, this.#addresses, this.#progress]) facts.delete(id);
    this.#parts.store.write("files", [], [id]);
  }

  /** Let go of contents that no message names. */
  async #sweep() {
    const kept = await this.#parts.store.all("files");
    const wanted = new Set(this.#items().flatMap(({ files }) => files.map(({ id }) => id)));
    const before = Date.now() - FORGOTTEN;
    const left = kept.filter(({ id, kept_at }) => kept_at < before && !wanted.has(id));
    for (const { id } of left) this.#forget(id);
  }
}

/**
 * Whether a message looks other than before.
 * @param {OutgoingMessage} item
 * @param {OutgoingMessage | undefined} before
 */
function isOther({ files, status }, before) {
  return files !== before?.files || status !== before?.status;
}

/**
 * The first file of a message that the server has yet to get; nothing of one that has failed.
 * @param {OutgoingMessage | undefined} item
 */
function missing(item) {
  if (item?.status !== "waiting") return undefined;
  return item.files?.find(({ media }) => !media);
}

/**
 * @param {number} pause in ms
 * @param {AbortSignal} signal what ends it early
 * @returns {Promise<void>}
 */
function sleep(pause, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pause);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
