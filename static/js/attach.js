// @ts-check
/** Ways of files into a message: chosen, pasted, or dropped. */

import { bring } from "./bring.js";
import { chooseFiles, takePhoto } from "./choose-files.js";
import { openMenu } from "./elements/context-menu.js";
import { showPlaces } from "./elements/drop-places.js";
import { icon } from "./elements/late-icon.js";
import { messenger } from "./messenger.js";
import { OVER } from "./over.js";
import { letGo, lookAt } from "./picked-files.js";
import { isTouch } from "./send-key.js";
import { t } from "./texts.js";

const SEEN = "image/*,video/*";

/** What shows files before they are sent, and sends them; it is larger than all the rest of this. */
export const loadDialog = () => import("./elements/send-files-dialog.js");

/** @param {HTMLElement} button */
export function openAttachMenu(button) {
  if (!button.checkVisibility()) return; // The person has left the chat meanwhile.
  const { left, top } = button.getBoundingClientRect();
  const choose = (/** @type {string} */ accept, /** @type {boolean} */ asFiles) =>
    chooseFiles(accept, (files) => attach(files, { asFiles }));
  // The chooser of newer phones leads to the pictures alone, and not to the camera.
  const camera = {
    picture: icon("camera"),
    label: t("Take a photo"),
    run: () => takePhoto((files) => attach(files)),
  };
  const items = [
    ...(isTouch() ? [camera] : []),
    { picture: icon("photo"), label: t("Photo or video"), run: () => choose(SEEN, false) },
    { picture: icon("file"), label: t("File"), run: () => choose("", true) },
  ];
  openMenu(items, { x: left - 150, y: top, clear: true }, button);
}

/**
 * Offer to send files to the open chat, together with those that are on offer already.
 * @param {File[]} files
 * @param {{asFiles?: boolean}} [wish] as what they were meant
 */
export async function attach(files, { asFiles = false } = {}) {
  const chatId = messenger.openChatId;
  if (!(chatId && mayAttach()) || files.length === 0) return;
  const [late, { picked, notes }] = await Promise.all([bring(loadDialog()), lookAt(files)]);
  if (late && picked.length > 0) late.openSendFiles(chatId, picked, { asFiles, notes });
  else letGo(picked);
  if (picked.length === 0) messenger.notice(notes.join(" "));
}

/** Show where files can be dropped that are being dragged over the page. */
export function offerPlaces() {
  if (!mayAttach()) return;
  showPlaces((files, asFiles) => attach(files, { asFiles }));
}

/** Whether one may write in the open chat, and nothing but the dialog of this lies over it. */
function mayAttach() {
  const isOver = [...document.querySelectorAll(OVER)].some(
    (over) => over.checkVisibility() && !over.closest("send-files-dialog, chat-info"),
  );
  return document.querySelector(".attach-button") !== null && !isOver;
}
