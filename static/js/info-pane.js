// @ts-check
/**
 * The pane about the open chat: whether it is there, and how it lies to the others.
 *
 * @typedef {import("./models/messenger.js").Messenger} Messenger
 */

import { Observable } from "./models/observable.js";

/** Where there is room for it beside the conversation; elsewhere it lies over it. */
const BESIDE = "(min-width: 1100px)";

class InfoPane extends Observable {
  /** @type {HTMLElement | null} */
  #pane = null;
  /** @type {HTMLElement | null} who gets the focus back */
  #opener = null;

  get isOpen() {
    return this.#pane !== null;
  }

  get isOver() {
    return !matchMedia(BESIDE).matches;
  }

  /** @param {HTMLElement} opener who gets the focus back */
  open(opener) {
    if (this.isOpen) return;
    this.#opener = opener;
    this.#pane = document.createElement("chat-info");
    document.querySelector(".messenger")?.append(this.#pane);
    this.#lay();
    matchMedia(BESIDE).addEventListener("change", this.#lay);
  }

  close() {
    if (!this.#pane) return;
    matchMedia(BESIDE).removeEventListener("change", this.#lay);
    const hadFocus = this.#pane.contains(document.activeElement);
    this.#pane.remove();
    this.#pane = null;
    this.#lay();
    if (hadFocus) this.#opener?.focus({ preventScroll: true });
  }

  /** What it lies over cannot be reached meanwhile. */
  #lay = () => {
    const panes = document.querySelector(".messenger");
    panes?.toggleAttribute("data-info", this.isOpen);
    this.#pane?.toggleAttribute("data-over", this.isOver);
    panes?.querySelector(".talk-pane")?.toggleAttribute("inert", this.isOpen && this.isOver);
    this.changed();
  };
}

export const infoPane = new InfoPane();

/**
 * Beside the conversation the pane shows whichever chat is open; over it, it leaves with its chat.
 * @param {Messenger} messenger
 */
export function keepInfo(messenger) {
  let shown = messenger.openChatId;
  messenger.watch(() => {
    const { openChatId } = messenger;
    if (openChatId === shown) return;
    shown = openChatId;
    if (openChatId === null || infoPane.isOver) infoPane.close();
  });
}
