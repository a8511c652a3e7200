// @ts-check

/** @typedef {import("../models/conversation.js").Conversation} Conversation */

/** While messages are being chosen, a press on one chooses it and does nothing else. */
export class MessageChoice {
  #element;
  #conversation;

  /**
   * @param {HTMLElement} element that holds the messages
   * @param {() => Conversation} conversation
   */
  constructor(element, conversation) {
    this.#element = element;
    this.#conversation = conversation;
    element.addEventListener("click", (event) => this.#clicked(event), { capture: true });
    element.addEventListener("keydown", (event) => this.#key(event), { capture: true });
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const seq = this.#seqAt(event);
    if (seq === null) return;
    event.stopPropagation();
    if (!(/** @type {Element} */ (event.target).matches(".choice"))) event.preventDefault();
    // A press with Shift reaches from the one that was chosen last.
    const last = [...(this.#conversation().chosen ?? [])].at(-1);
    if (event.shiftKey && last !== undefined) this.#chooseBetween(last, seq);
    else this.#turn(seq);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const seq = event.key === " " || event.key === "Enter" ? this.#seqAt(event) : null;
    if (seq === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.#turn(seq);
  }

  /**
   * The message that is meant; null where nothing is being chosen, or none can be there.
   * @param {Event} event
   */
  #seqAt({ target }) {
    if (!this.#conversation().chosen) return null;
    const at = /** @type {Element} */ (target).closest(".message.choosing");
    const seq = Number(at?.getAttribute("data-seq") ?? 0);
    return seq > 0 ? seq : null;
  }

  /** @param {number} seq */
  #turn(seq) {
    const conversation = this.#conversation();
    conversation.choose(seq, !conversation.chosen?.has(seq));
  }

  /**
   * @param {number} last
   * @param {number} seq
   */
  #chooseBetween(last, seq) {
    const [from, to] = [Math.min(seq, last), Math.max(seq, last)];
    for (const message of this.#element.querySelectorAll(".message.choosing")) {
      const at = Number(message.getAttribute("data-seq"));
      if (from <= at && at <= to) this.#conversation().choose(at, true);
    }
  }
}
