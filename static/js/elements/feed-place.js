// @ts-check

import { messenger } from "../messenger.js";
import { NEAR, ScrollHold } from "./scroll-hold.js";

/** Pages are asked for this many heights of the view ahead. */
const AHEAD = 1.5;
/** So much of a message must be seen for it to be on screen, in px. */
const SEEN = 24;

/** @typedef {import("../models/conversation.js").Conversation} Conversation */

/** Where a person is in a feed: holds the place, asks for pages ahead and tells what was seen. */
export class FeedPlace {
  /** Whether the end is out of sight. */
  far = false;
  #scroller;
  #conversation;
  #hold;
  #changed;
  #placed = 0;
  #lastKey = "";
  #frame = 0;
  #observer = new ResizeObserver((entries) => this.#resized(entries));

  /**
   * @param {HTMLElement} scroller
   * @param {Conversation} conversation
   * @param {() => void} changed called when `far` has changed
   */
  constructor(scroller, conversation, changed) {
    this.#scroller = scroller;
    this.#conversation = conversation;
    this.#changed = changed;
    this.#hold = new ScrollHold(scroller);
    this.#observer.observe(scroller);
    if (scroller.firstElementChild) this.#observer.observe(scroller.firstElementChild);
    scroller.addEventListener("scroll", this.#scrolled, { passive: true });
  }

  leave() {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#scroller.removeEventListener("scroll", this.#scrolled);
  }

  /** Before the rows change. */
  take() {
    this.#hold.take(this.#conversation.following);
  }

  /**
   * After the rows have changed.
   * @param {string} lastKey of the last bubble
   */
  give(lastKey) {
    const { placed, following } = this.#conversation;
    const anew = placed !== this.#placed;
    const grown = lastKey !== this.#lastKey;
    this.#placed = placed;
    this.#lastKey = lastKey;
    if (anew) this.#begin();
    else if (following && grown) this.#hold.toEnd();
    else this.#hold.give();
    this.#look();
  }

  /** Go to the newest message. */
  toEnd() {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (this.#conversation.moreAfter || calm) this.#conversation.jumpToEnd();
    else this.#hold.glideToEnd();
  }

  /** A window that was placed anew begins at its end, or where the unread messages start. */
  #begin() {
    const line = this.#scroller.querySelector(".unread-line");
    if (this.#conversation.following || !line) this.#hold.toEnd();
    else line.scrollIntoView({ block: "start" });
  }

  #scrolled = () => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#look());
  };

  /** @param {ResizeObserverEntry[]} entries */
  #resized(entries) {
    if (entries.some(({ target }) => target === this.#scroller)) this.#hold.resized();
    else this.#hold.give();
    this.#look();
  }

  #look() {
    const { moreAfter, loaded } = this.#conversation;
    const { scrollTop, clientHeight } = this.#scroller;
    if (!loaded || clientHeight === 0) return;
    const { distance } = this.#hold;
    const far = moreAfter || distance > NEAR;
    this.#conversation.following = !far;
    this.#hold.take(!far);
    if (scrollTop < clientHeight * AHEAD) this.#conversation.loadOlder();
    if (distance < clientHeight * AHEAD) this.#conversation.loadNewer();
    this.#tellSeen();
    if (far === this.far) return;
    this.far = far;
    this.#changed();
  }

  #tellSeen() {
    const { bottom } = this.#scroller.getBoundingClientRect();
    let row = this.#hold.lastRowAbove(bottom - SEEN);
    while (row && !isOfAnother(row)) {
      row = /** @type {HTMLElement | null} */ (row.previousElementSibling);
    }
    if (row) messenger.reading.show(this.#conversation.chatId, Number(row.dataset.seq));
  }
}

/** @param {HTMLElement} row */
function isOfAnother(row) {
  return row.matches(".message:not(.mine)");
}
