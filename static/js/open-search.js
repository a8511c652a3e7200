// @ts-check

import { infoPane } from "./info-pane.js";

/**
 * Look for something in the open chat, or go on with it.
 * @param {{links?: boolean}} [options] whether to begin with its links
 */
export function openSearch({ links = false } = {}) {
  if (infoPane.isOver) infoPane.close();
  const detail = { links };
  const view = document.querySelector("conversation-view");
  view?.dispatchEvent(new CustomEvent("search-wish", { detail }));
}
