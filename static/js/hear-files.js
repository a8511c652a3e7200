// @ts-check
/** Files that come to the page: dragged over it, pasted into it, or left by an earlier page. */

import { bringAttach, bringUploading } from "./late.js";

/** @param {import("./models/messenger.js").Messenger} messenger */
export function keepFiles(messenger) {
  for (const name of /** @type {const} */ (["dragenter", "dragover", "drop"])) {
    addEventListener(name, dragged);
  }
  document.addEventListener("paste", pasted);
  messenger.outbox.watch(() => {
    if (messenger.outbox.withFiles().length > 0) bringUploading();
  });
}

/** @param {DragEvent} event */
function dragged(event) {
  const { dataTransfer, type } = event;
  // With words beside them they are a picture of some page.
  if (!dataTransfer?.types.includes("Files") || dataTransfer.types.includes("text/html")) return;
  event.preventDefault(); // Else the browser would leave this page for the file.
  dataTransfer.dropEffect = "none";
  if (type === "dragenter") bringAttach().then((late) => late?.offerPlaces());
}

/** @param {ClipboardEvent} event */
function pasted(event) {
  const { files, types } = event.clipboardData ?? {};
  // What a table or a text was copied as besides is a picture of it.
  if (!files?.length || types?.includes("text/plain")) return;
  event.preventDefault();
  const now = [...files]; // The list is empty once the event has passed.
  bringAttach().then((late) => late?.attach(now));
}
