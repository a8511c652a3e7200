// @ts-check
/**
 * The open chat in the page's address, as `#<chat id>`, so that reload, back and a new tab work;
 * `#<chat id>/<seq>` leads to a message.
 *
 * @typedef {import("./models/messenger.js").Messenger} Messenger
 */

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
 * "Back" first closes what lies over the page, and the step is made anew.
 * @param {Messenger} messenger
 */
function stepped(messenger) {
  if (messenger.openChatId !== addressedChat() && closeOver()) {
    history.pushState({ fromList: true }, "", chatAddress(messenger.openChatId));
  } else followAddress(messenger);
}

/**
 * Keep the address and the open chat the same, whichever changes.
 * @param {Messenger} messenger
 */
export function keepAddress(messenger) {
  messenger.watch(() => showAddress(messenger));
  addEventListener("popstate", () => stepped(messenger));
  followAddress(messenger);
}
