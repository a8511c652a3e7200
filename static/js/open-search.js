// @ts-check

import { infoPane } from "./info-pane.js";

/** Look for something in the open chat, or go on with it. */
export function openSearch() {
  if (infoPane.isOver) infoPane.close();
  document.querySelector("conversation-view")?.dispatchEvent(new CustomEvent("search-wish"));
}
