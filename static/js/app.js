// @ts-check
/** Starts the messenger: connects the socket, the models, the elements and the page around them. */

import { keepAddress } from "./address.js";
import { startDash } from "./dash-start.js";
import { applyEvent } from "./events.js";
import { keepFiles } from "./hear-files.js";
import { keepInfo } from "./info-pane.js";
import { keepFocus, keepKeys } from "./keyboard.js";
import { bringAll, bringNewGroupPhoto, bringSettings, bringSwipes } from "./late.js";
import { clearHistory, deleteChat } from "./list-actions.js";
import { connection, messenger, person, tabs } from "./messenger.js";
import { newClientId } from "./models/client-id.js";
import { takeOver } from "./models/local-store.js";
import { keepNotices } from "./notices.js";
import { Notifier } from "./notifications.js";
import { preferences } from "./preferences.js";
import { t } from "./texts.js";
import { keepTitle } from "./title.js";
import { keepUpdated } from "./updates.js";
import { keepViewport } from "./viewport.js";
import { keepWishes } from "./wishes.js";
import "./elements/chat-list.js";
import "./elements/connection-bar.js";
import "./elements/conversation-view.js";
import "./elements/message-composer.js";

const LEISURE = 10_000; // ms
const TOUCH = "(any-pointer: coarse)";
/** So long who signs out waits for what is on its way, in ms. */
const PATIENCE = 2_000;

function focusChanged() {
  const focused = document.hasFocus() && document.visibilityState === "visible";
  messenger.reading.setFocus(focused);
  tabs.setFocus(focused);
}

function returned() {
  focusChanged();
  if (document.visibilityState === "visible") connection.wake();
  else messenger.drafts.flushAll();
}

/** @param {CustomEvent} event */
function told({ detail: frame }) {
  // Another person has signed in since in this browser: the page is not theirs. Or two factors are
  // to be set up first, since an administrator wants them of everybody: the server leads there.
  const { user, two_factor_required: barred } = frame.event === "hello" ? frame.data : {};
  if (user && (user.id !== person || barred)) {
    connection.stop(); // What waits to be asked is the first one's.
    location.reload();
  } else applyEvent(messenger, frame);
}

/** @param {CustomEvent} event */
async function signedOut({ detail }) {
  // A session that merely ran out leaves the words that were not sent yet.
  await messenger.forget({ unsent: ["signed_out", "revoked"].includes(detail) });
  location.assign("/sign-in");
}

document.addEventListener("account-wish", (event) => {
  messenger.ask("account.update", /** @type {CustomEvent} */ (event).detail);
});
connection.addEventListener("account", (event) => {
  preferences.learn(/** @type {CustomEvent} */ (event).detail);
});
connection.addEventListener("message", (event) => told(/** @type {CustomEvent} */ (event)));
connection.addEventListener("signed-out", (event) => signedOut(/** @type {CustomEvent} */ (event)));
addEventListener("online", () => connection.wake());
addEventListener("focus", focusChanged);
addEventListener("blur", focusChanged);
addEventListener("pagehide", () => {
  messenger.keepPlace();
  messenger.drafts.flushAll();
  messenger.changes.hurry(); // What does not get away now is sent by the next page.
  messenger.cache.flush();
});
document.addEventListener("visibilitychange", returned);

focusChanged();
takeOver(person);
messenger.restore();
keepTitle(messenger);
keepNotices(messenger);
keepWishes(messenger);
keepFiles(messenger);
document.addEventListener("messenger-dialog", (event) => {
  const { dialog } = /** @type {CustomEvent} */ (event).detail;
  if (dialog === "settings") bringSettings();
  if (dialog === "new-group") bringNewGroupPhoto();
});
keepAddress(messenger);
keepKeys(messenger);
keepFocus();
keepInfo(messenger);
if (matchMedia(TOUCH).matches) bringSwipes().then((swipes) => swipes?.keepSwipe(messenger));
keepViewport();
keepUpdated(messenger, connection);
new Notifier(messenger, preferences, tabs);
connection.start();
// What it draws needs these, and nobody before it.
startDash(messenger.chats).then(() =>
  Promise.all([import("./elements/desk-count.js"), import("./elements/local-time.js")]),
);
// At leisure, so that it is here without a connection too.
setTimeout(bringAll, LEISURE);

// What the dialogs of the page may ask of the messenger.
Object.assign(window, {
  messengerApp: {
    /** @param {string} chatId */
    openChat: (chatId) => void messenger.openChat(chatId),
    newClientId,
    /** What would be lost now; of what was changed in the list, all that can still go is sent. */
    unsent: async () => {
      const changes = await messenger.changes.drain(PATIENCE);
      return { messages: messenger.outbox.size, changes };
    },
    /** The person wishes to sign out. */
    leave: () => {
      messenger.changes.hurry();
      connection.stop();
    },
    /**
     * Take a chat out of the list; for some seconds it can be taken back.
     * @param {string} chatId
     * @param {boolean} forEveryone
     */
    deleteChat: (chatId, forEveryone) => deleteChat(messenger, chatId, forEveryone),
    /**
     * Take everything out of a chat; for some seconds it can be taken back.
     * @param {string} chatId
     * @param {boolean} forEveryone
     */
    clearHistory: (chatId, forEveryone) => clearHistory(messenger, chatId, forEveryone),
    /** The server did not answer that. */
    stay: () => {
      connection.start();
      messenger.notice(t("The server did not answer. You are still signed in."));
    },
    /** The session has ended by the person's wish. */
    forget: () => messenger.forget({ unsent: true }),
  },
});
