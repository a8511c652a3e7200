// @ts-check
/**
 * The keys that work wherever the focus is.
 *
 * @typedef {import("./models/messenger.js").Messenger} Messenger
 */

import { backToList } from "./address.js";
import { infoPane } from "./info-pane.js";
import { openSearch } from "./open-search.js";
import { OVER } from "./over.js";

/** So long the panes take to change places, in ms. */
const PANE_CHANGES = 100;
/** Where the person writes. */
const FIELDS = "input, textarea, select, [contenteditable]";
/** The parts of the page that F6 goes through, and what takes the focus in each. */
const PARTS = [
  ["chat-list .search", "input"],
  ["chat-tabs", "[tabindex='0']"],
  [".chat-rows", "[tabindex='0']"],
  [".feed", ".message[tabindex='0']"],
  ["message-composer", "textarea"],
  ["chat-info", "button"],
];

/** @param {string} selector */
function find(selector) {
  const found = /** @type {HTMLElement | null} */ (document.querySelector(selector));
  return found?.checkVisibility() ? found : null;
}

/** @param {Messenger} messenger */
function search(messenger) {
  const input = find("chat-list input");
  if (input) {
    input.focus(); // At once: the next key is meant for it.
    return;
  }
  backToList(messenger); // A narrow window shows one pane at a time.
  setTimeout(() => find("chat-list input")?.focus(), PANE_CHANGES);
}

/**
 * @param {Messenger} messenger
 * @param {number} step
 */
function openNeighbour(messenger, step) {
  const ids = messenger.listView.chats().map(({ id }) => id);
  const at = ids.indexOf(messenger.openChatId ?? "");
  const next = ids[at < 0 ? 0 : at + step];
  if (next) messenger.openChat(next);
}

/** @param {number} step */
function goThroughParts(step) {
  const shown = PARTS.filter(([part, entry]) => find(`${part} ${entry}`));
  const at = shown.findIndex(([part]) => find(part)?.contains(document.activeElement));
  const from = at < 0 && step < 0 ? 0 : at;
  const [part, entry] = shown[(from + step + shown.length) % shown.length] ?? PARTS[0];
  find(`${part} ${entry}`)?.focus();
}

/**
 * One step back: from the pane about the chat, from a jump, from a folder or the archive, else to
 * the search.
 * @param {Messenger} messenger
 */
function stepBack(messenger) {
  if (infoPane.isOpen) {
    infoPane.close();
    return;
  }
  const { openChatId } = messenger;
  if (openChatId !== null && messenger.conversation(openChatId).goBack()) return;
  if (!messenger.listView.goHome()) search(messenger);
}

/**
 * Whether a key types something and nobody has the focus who would take it.
 * @param {KeyboardEvent} event
 */
function isStrayLetter({ key, ctrlKey, metaKey, altKey, target }) {
  if (altKey || !(target instanceof Element) || target.closest(FIELDS)) return false;
  const pastes = (ctrlKey || metaKey) && key.toLowerCase() === "v";
  if (pastes) return true;
  return !(ctrlKey || metaKey) && key !== " " && Array.from(key).length === 1;
}

/**
 * @param {KeyboardEvent} event
 * @returns {string} the keys held, as the table below spells them
 */
function nameOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }) {
  const held = [ctrlKey || metaKey ? "Ctrl" : "", altKey ? "Alt" : "", shiftKey ? "Shift" : ""];
  // By the place of the key, so that it works in every layout.
  const plain = { KeyF: "F", KeyK: "K", Slash: "/" }[code] ?? key;
  return [...held.filter(Boolean), plain].join("+");
}

/**
 * Hear the keys of the whole page.
 * @param {Messenger} messenger
 */
export function keepKeys(messenger) {
  /** @type {Record<string, () => void>} */
  const keys = {
    "Ctrl+F": () => openSearch(),
    "Ctrl+K": () => search(messenger),
    "Ctrl+/": () => document.dispatchEvent(dialogEvent("shortcuts")),
    "Alt+ArrowUp": () => openNeighbour(messenger, -1),
    "Alt+ArrowDown": () => openNeighbour(messenger, 1),
    F6: () => goThroughParts(1),
    "Shift+F6": () => goThroughParts(-1),
    Escape: () => stepBack(messenger),
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || find(OVER)) return;
    const name = nameOf(event);
    // Of a long chat the page holds a part; whoever asks again wants to look through the page.
    if (name === "Ctrl+F" && !maySearch(messenger)) return;
    const run = keys[name];
    if (run) {
      event.preventDefault();
      run();
    } else if (isStrayLetter(event)) find("message-composer textarea")?.focus();
  });
}

/** @param {Messenger} messenger */
function maySearch(messenger) {
  return messenger.openChatId !== null && !find("chat-search")?.contains(document.activeElement);
}

/** @param {string} dialog */
function dialogEvent(dialog) {
  return new CustomEvent("messenger-dialog", { bubbles: true, detail: { dialog } });
}

/**
 * Where what had the focus is gone with its dialog, the focus goes to where one writes.
 */
export function keepFocus() {
  /** @type {Element | null} */
  let last = null;
  document.addEventListener("focusin", ({ target }) => {
    last = /** @type {Element} */ (target);
  });
  const restore = () => {
    if (!last || last.isConnected || document.activeElement !== document.body || find(OVER)) return;
    last = null;
    if (matchMedia("(pointer: fine)").matches) find("message-composer textarea")?.focus();
  };
  new MutationObserver(restore).observe(document.body, { childList: true, subtree: true });
}
