// @ts-check

/** So many are remembered: what is farther up is asked of the server like anything. */
const MOST = 60;

/** @type {Map<string, string>} the one used last is last */
const addresses = new Map();

/**
 * Remember where the content of a file is in this browser, since it was sent from here.
 * @param {string} mediaId
 * @param {string} address a blob: URL, which is let go of when it is forgotten
 */
export function keepLocal(mediaId, address) {
  addresses.set(mediaId, address);
  const [[oldest, url]] = addresses;
  if (addresses.size <= MOST) return;
  addresses.delete(oldest);
  URL.revokeObjectURL(url);
}

/**
 * Where to show a file from: what was just shown from here does not flicker by coming back.
 * @param {{id: string, url: string}} media
 */
export function shownFrom({ id, url }) {
  return addresses.get(id) ?? url;
}
