// @ts-check
/**
 * The open chat in the page's address, as `#<chat id>`, so that reload, back and a new tab work;
 * `#<chat id>/<seq>` leads to a message. The archive is a step of its own, whose address is the
 * list's.
 *
 * @typedef {import("./models/messenger.js").Messenger} Messenger
 */

import { ARCHIVE } from "./models/list-view.js";
import { closeOver } from "./over.js";

/** @param {string | null} chatId */
export function chatAddress(chatId) {
  return chatId === null ? location.pathname + location.search : `#${encodeURIComponent(chatId)}`;
}

function addressedChat() {
  try {
    return decodeURIComponent(location.hash.slice(1).split("/")[0]) || null;
  } catch {
    return null; // No address of ours.
  }
}

function addressedSeq() {
  return Number.parseInt(location.hash.split("/")[1] ?? "0", 10) || 0;
}

/**
 * Show the chat that the address names.
 * @param {Messenger} messenger
 */
function followAddress(messenger) {
  const chatId = addressedChat();
  if (chatId === null) messenger.closeChat();
  else messenger.openChat(chatId, addressedSeq());
}

/**
 * Write the open chat into the address. From the list a step is made, so that "back" returns to
 * it; from chat to chat none is, or "back" would walk through all of them.
 * @param {Messenger} messenger
 */
function showAddress({ openChatId }) {
  const before = addressedChat();
  if (openChatId === before) return;
  if (before === null) history.pushState({ fromList: true }, "", chatAddress(openChatId));
  else history.replaceState(history.state, "", chatAddress(openChatId));
}

/**
 * Leave the conversation for the list.
 * @param {Messenger} messenger
 */
export function backToList(messenger) {
  if (history.state?.fromList) history.back();
  else messenger.closeChat();
}

/**
 * Make a step into the archive, so that "back" leaves it; who leaves it otherwise takes it back.
 * Beside an open chat none is made, since "back" closes that.
 * @param {Messenger} messenger
 */
function showArchive(messenger) {
  if (messenger.openChatId !== null) return;
  const isInside = isInArchive(messenger);
  if (isInside === isStepOfArchive()) return;
  if (isInside) history.pushState({ archive: true }, "", chatAddress(null));
  else history.back();
}

/** @param {Messenger} messenger */
function isInArchive({ listView, openChatId }) {
  return openChatId === null && listView.place === ARCHIVE;
}

function isStepOfArchive() {
  return Boolean(history.state?.archive);
}

/**
 * Show the part of the list that the step is of.
 * @param {Messenger} messenger
 */
function followArchive(messenger) {
  if (isStepOfArchive()) messenger.listView.open(ARCHIVE);
  else if (isInArchive(messenger) && addressedChat() === null) messenger.listView.goHome();
}

/**
 * "Back" first closes what lies over the page, and the step is made anew.
 * @param {Messenger} messenger
 */
function stepped(messenger) {
  const leavesChat = messenger.openChatId !== addressedChat();
  const leavesArchive = isInArchive(messenger) && !isStepOfArchive();
  if ((leavesChat || leavesArchive) && closeOver()) {
    const step = leavesChat ? { fromList: true } : { archive: true };
    history.pushState(step, "", chatAddress(messenger.openChatId));
  } else {
    followArchive(messenger);
    followAddress(messenger);
  }
}

/**
 * Keep the address and the open chat the same, whichever changes.
 * @param {Messenger} messenger
 */
export function keepAddress(messenger) {
  messenger.watch(() => showAddress(messenger));
  messenger.listView.watch(() => showArchive(messenger));
  addEventListener("popstate", () => stepped(messenger));
  followArchive(messenger);
  followAddress(messenger);
}
