// @ts-check
/** Pictures and voices that were sent from this browser, and are shown and heard from it. */

/** So many are remembered: what is farther up is asked of the server like anything. */
const MOST = 60;

/**
 * @typedef {import("./objects.js").Media} Media
 * @typedef {Pick<Media, "url" | "thumbnail_url"> & {id?: string}} Places with the id of a voice,
 *   which goes on to be heard under the one that it began with
 */

/** @type {Map<string, Places>} the oldest first */
const places = new Map();

/**
 * Remember where something is in this browser, since it was sent from here.
 * @param {string} mediaId
 * @param {Places} local a blob: URL, which is let go of when it is forgotten, and its small picture
 */
export function keepLocal(mediaId, local) {
  places.set(mediaId, local);
  if (places.size <= MOST) return;
  const [[oldest, { url }]] = places;
  places.delete(oldest);
  URL.revokeObjectURL(url);
}

/**
 * A picture or a voice as it was while it went out: it does not flicker by coming back, nor by being
 * made in other sizes.
 * @param {Media} media
 * @returns {Media}
 */
export function fromHere(media) {
  const local = places.get(media.id);
  return local && media.status !== "failed" ? { ...media, ...local, status: "ready" } : media;
}
