// @ts-check
/** The emoji beside where one writes: over their button at a desk, in place of a phone's keyboard. */

import { send } from "../actions.js";
import { messenger } from "../messenger.js";
import { isTouch } from "../send-key.js";
import { stickers } from "../stickers.js";
import { openEmojiPanel } from "./emoji-picker.js";
import { typeInto } from "./type-into.js";

/** @typedef {import("./message-composer.js").MessageComposer} MessageComposer */

/** One opening of the panel. */
class Opening {
  /** @type {import("./panel-place.js").PanelPlace | null} */
  #place = null;
  #chatId = messenger.openChatId;
  /** Whether the keyboard of the screen is wished for; "back" and Esc only close. */
  #typing = !isTouch();
  #stop = () => {};
  #button;
  #composer;
  #input;
  #ended;

  /**
   * @param {HTMLElement} button
   * @param {MessageComposer} composer
   * @param {() => void} ended called when it is over
   */
  constructor(button, composer, ended) {
    this.#ended = ended;
    this.#button = button;
    this.#composer = composer;
    this.#input = composer.input;
  }

  async begin() {
    this.#place = await openEmojiPanel(this.#button, {
      dock: this.#composer,
      onChoose: (sign, more) => this.#write(sign, more),
      // What is being rewritten stays a text.
      onSticker: this.#composer.editing ? undefined : (sticker) => this.#send(sticker),
      onClose: () => this.#closed(),
    });
    if (!this.#place) {
      this.#ended();
      return;
    }
    this.#button.setAttribute("aria-expanded", "true");
    this.#stop = messenger.watch(() => this.#look());
    if (this.#place.isDocked && isTouch()) this.#replaceKeyboard();
    this.#look();
  }

  /** The person goes back to writing. */
  close() {
    this.#typing = true;
    this.#place?.close();
  }

  /** The field keeps the focus and its caret, and the screen shows no keyboard for it. */
  #replaceKeyboard() {
    const input = this.#input;
    if (!input) return;
    input.blur();
    input.inputMode = "none";
    input.focus();
    input.addEventListener("click", this.#wishForKeyboard);
  }

  /** Who presses into the field wants to type; at the end of it, for the field moves. */
  #wishForKeyboard = () => this.close();

  /** The chat may be another. */
  #look() {
    if (messenger.openChatId !== this.#chatId) this.#place?.close();
  }

  /**
   * @param {string} sign
   * @param {boolean} more whether the person goes on choosing
   */
  #write(sign, more) {
    const input = this.#composer.input;
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    if (!input) return;
    typeInto(input, sign);
    if (more && !this.#place?.isDocked) before?.focus({ preventScroll: true });
  }

  /** @param {import("../models/objects.js").Sticker} sticker */
  #send(sticker) {
    if (!this.#chatId) return;
    send(messenger, this.#chatId, "", { sticker });
    stickers.use(sticker);
  }

  #closed() {
    const input = this.#input;
    this.#ended();
    this.#stop();
    this.#button.setAttribute("aria-expanded", "false");
    input?.removeEventListener("click", this.#wishForKeyboard);
    // A field that has the focus already would not bring the keyboard back.
    input?.blur();
    input?.removeAttribute("inputmode");
    if (this.#typing && messenger.openChatId === this.#chatId) input?.focus();
  }
}

/** @type {Opening | null} */
let opening = null;

/**
 * Open the emoji, or close them.
 * @param {HTMLElement} button
 * @param {MessageComposer} composer
 */
export async function toggleEmoji(button, composer) {
  if (opening) {
    opening.close(); // If they are still on their way, nothing.
    return;
  }
  const begun = new Opening(button, composer, () => {
    opening = null;
  });
  opening = begun;
  await begun.begin();
}
