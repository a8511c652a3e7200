// @ts-check
/** Sending one's photo to the server. */

import { ConnectionLost, RequestFailed } from "./failures.js";

/** @typedef {import("./models/objects.js").User} User */

/**
 * Upload a picture and make it one's photo.
 * @param {Blob} picture
 * @param {{progress: (part: number) => void, signal: AbortSignal}} options `part` goes from 0 to 1
 * @returns {Promise<User>}
 */
export async function savePhoto(picture, { progress, signal }) {
  const media = await uploadPhoto(picture, { progress, signal });
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ media_id: media.id });
  return ask("/api/me/avatar", { method: "PUT", headers, body, signal });
}

/**
 * Upload a picture that is to be somebody's or something's photo.
 * @param {Blob} picture
 * @param {{progress: (part: number) => void, signal: AbortSignal}} options as above
 * @returns {Promise<{id: string}>}
 */
export async function uploadPhoto(picture, { progress, signal }) {
  return (await upload(picture, progress, signal)).media;
}

/** @returns {Promise<User>} the person without a photo */
export function removePhoto() {
  return ask("/api/me/avatar", { method: "DELETE" });
}

/** @returns {Promise<User>} the person at this page, as the server knows them now */
export function loadMe() {
  return ask("/api/me", {});
}

/**
 * @param {string} address
 * @param {RequestInit} options
 */
async function ask(address, options) {
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(address, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ConnectionLost();
  }
  return readAnswer(answer.ok, await answer.text()).user;
}

/**
 * By XMLHttpRequest, which alone tells how much has gone out.
 * @param {Blob} picture
 * @param {(part: number) => void} progress
 * @param {AbortSignal} signal
 * @returns {Promise<any>}
 */
function upload(picture, progress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/media?as=avatar&name=photo");
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onerror = () => reject(new ConnectionLost());
    request.onabort = () => reject(signal.reason);
    request.onload = () => {
      try {
        resolve(readAnswer(request.status < 400, request.responseText));
      } catch (error) {
        reject(error);
      }
    };
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(picture);
  });
}

/**
 * What the server has answered.
 * @param {boolean} ok
 * @param {string} text
 * @returns {any}
 * @throws {RequestFailed} where that is a refusal
 */
export function readAnswer(ok, text) {
  /** @type {any} */
  let answer = {};
  try {
    answer = JSON.parse(text);
  } catch {
    // Not from us: a proxy in between has answered.
  }
  if (!ok) throw new RequestFailed(answer.error ?? {});
  return answer;
}
