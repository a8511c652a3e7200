// @ts-check

import { bring, dressed } from "./bring.js";

/**
 * Show a picture of a message over the whole page.
 * @param {import("./elements/media-viewer.js").Opening} opening
 */
export async function openViewer(opening) {
  const module = await bring(dressed(import("./elements/media-viewer.js"), "media-viewer"));
  module?.showViewer(opening);
}

/**
 * Read a file without downloading it.
 * @param {import("./models/objects.js").Media} media
 */
export async function openReader(media) {
  const module = await bring(dressed(import("./elements/file-reader.js"), "sheet", "media-viewer"));
  module?.showReader(media);
}
