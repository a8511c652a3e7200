// @ts-check

const TOGETHER = 200;

/**
 * Tells the server what this person has read: what is on screen while the window has focus.
 *
 * What is shown in quick succession is told together, as the highest seq.
 */
export class Reading {
  #focused = false;
  #chatId = "";
  #shown = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #readSeq;
  #send;

  /**
   * @param {object} parts
   * @param {(chatId: string) => number} parts.readSeq up to where a chat is read already
   * @param {(chatId: string, seq: number) => void} parts.send
   */
  constructor({ readSeq, send }) {
    this.#readSeq = readSeq;
    this.#send = send;
  }

  /** @param {boolean} focused whether the window is visible and has the focus */
  setFocus(focused) {
    this.#focused = focused;
    this.#plan();
  }

  /**
   * @param {string} chatId
   * @param {number} seq of the last message of another that is on screen now
   */
  show(chatId, seq) {
    if (chatId !== this.#chatId) this.hide();
    this.#chatId = chatId;
    this.#shown = this.#focused ? Math.max(this.#shown, seq) : seq;
    this.#plan();
  }

  /** No conversation is on screen. */
  hide() {
    this.#tell();
    this.#shown = 0;
  }

  #plan() {
    if (this.#isNews() && this.#timer === undefined) {
      this.#timer = setTimeout(() => this.#tell(), TOGETHER);
    }
  }

  #isNews() {
    return this.#focused && this.#shown > this.#readSeq(this.#chatId);
  }

  #tell() {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isNews()) this.#send(this.#chatId, this.#shown);
  }
}
