// @ts-check
/** Starts the messenger: connects the socket, the models, the elements and the page around them. */

import { keepAddress } from "./address.js";
import { applyEvent } from "./events.js";
import { connection, messenger } from "./messenger.js";
import { keepNotices } from "./notices.js";
import { keepTitle } from "./title.js";
import "./elements/chat-list.js";
import "./elements/connection-bar.js";
import "./elements/conversation-view.js";
import "./elements/message-composer.js";

function focusChanged() {
  messenger.reading.setFocus(document.hasFocus() && document.visibilityState === "visible");
}

function returned() {
  focusChanged();
  if (document.visibilityState === "visible") connection.wake();
  else messenger.drafts.flushAll();
}

connection.addEventListener("message", (event) => {
  applyEvent(messenger, /** @type {CustomEvent} */ (event).detail);
});
connection.addEventListener("signed-out", () => location.assign("/sign-in"));
addEventListener("online", () => connection.wake());
addEventListener("focus", focusChanged);
addEventListener("blur", focusChanged);
addEventListener("pagehide", () => {
  messenger.keepPlace();
  messenger.drafts.flushAll();
});
document.addEventListener("visibilitychange", returned);

focusChanged();
keepTitle(messenger);
keepNotices(messenger);
keepAddress(messenger);
connection.start();

// What the dialogs of the page may ask of the messenger.
Object.assign(window, {
  messengerApp: {
    /** @param {string} chatId */
    openChat: (chatId) => void messenger.openChat(chatId),
    /** The session has ended by the person's wish. */
    signedOut: () => connection.stop(),
  },
});
