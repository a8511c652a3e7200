// @ts-check
/** Which files stickers are made of, and what their names and first bytes tell. */

/** By the ends of names: in an archive there is nothing else. */
const KINDS = /** @type {Record<string, string>} */ ({
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  webm: "video/webm",
});
/** What a folder or an archive may hold beside what a person has put there. */
const HIDDEN = /(^|\/)(\.|__MACOSX\/)/;
/** In the head of a WebP file: what it holds, and whether that moves. */
const [EXTENDED_AT, FLAGS_AT, MOVES] = [12, 20, 0x02];

/**
 * What kind of picture a file is by its name.
 * @param {string} path
 * @returns {string} a media type, or empty where it is none or hidden
 */
export function kindOf(path) {
  const ending = /\.(\w+)$/.exec(path)?.[1].toLowerCase() ?? "";
  return HIDDEN.test(path) ? "" : (KINDS[ending] ?? "");
}

/** @param {{name: string, type: string}} file */
export function isArchive({ name, type }) {
  return /\.zip$/i.test(name) || type === "application/zip";
}

/**
 * Whether a WebP picture moves.
 * @param {Uint8Array} head its first 21 bytes, at least
 */
export function isAnimated(head) {
  const kind = String.fromCharCode(...head.slice(EXTENDED_AT, EXTENDED_AT + 4));
  return kind === "VP8X" && (head[FLAGS_AT] & MOVES) !== 0;
}

/**
 * The first emoji of a file's name, which is what the picture says.
 * @param {string} name
 * @returns {string} empty without one
 */
export function emojiIn(name) {
  return /\p{RGI_Emoji}/v.exec(name)?.[0] ?? "";
}
