// @ts-check

/** Bytes; more of a file than should be held in memory to be told from others. */
const LARGEST = 100 * 1024 * 1024;

/**
 * The SHA-256 of a file, by which the server knows it again.
 * @param {Blob} blob
 * @returns {Promise<string | null>} in hex; null where the file is too large, or the page has come
 *   over plain http from another machine, where browsers do not work it out
 */
export async function fingerprint(blob) {
  if (!globalThis.crypto?.subtle || blob.size > LARGEST) return null;
  try {
    const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join(
      "",
    );
  } catch {
    return null; // The file cannot be read any more: the upload says so.
  }
}
