// @ts-check
/**
 * The wish to reply without a menu: a finger draws a message to the left, or a mouse clicks twice
 * where a bubble has no words. The message then tells it by the event `reply-wish`.
 *
 * @typedef {{chatId: string, seq: number}} ReplyWish the detail of that event
 */

import { html, render } from "../vendor/lit.js";
import { isCalm } from "./calm.js";
import { icon } from "./elements/late-icon.js";
import { ReplySwipe } from "./models/reply-swipe.js";

const MESSAGE = "message-feed .message:not(.service)";
/** What does something of its own when it is pressed. */
const OTHERS = "a, button, input, textarea, select, video, audio, [data-leads], [data-author]";
const SPRING = 250; // ms
/** So near to words a click means them, in px. */
const NEAR = 3;

/**
 * Hear these wishes on the page.
 * @param {(wish: ReplyWish) => boolean} may whether there is a reply to this message; without it
 *   nothing moves
 */
export function keepReplyGestures(may) {
  /** @param {EventTarget | null} target */
  const wishAt = (target) => {
    const message = target instanceof Element ? target.closest(MESSAGE) : null;
    const wish = message instanceof HTMLElement ? wishOf(message) : null;
    return wish && may(wish) ? { message: /** @type {HTMLElement} */ (message), wish } : null;
  };
  keepSwipe(wishAt);
  keepDoubleClick(wishAt);
}

/** @typedef {(target: EventTarget | null) => {message: HTMLElement, wish: ReplyWish} | null} WishAt */

/**
 * @param {HTMLElement} message
 * @returns {ReplyWish | null} null for one that the server does not have yet
 */
function wishOf(message) {
  const feed = /** @type {import("./elements/message-feed.js").MessageFeed | null} */ (
    message.closest("message-feed")
  );
  const seq = Number(message.dataset.seq);
  return feed && seq > 0 ? { chatId: feed.chatId, seq } : null;
}

/**
 * @param {HTMLElement} message
 * @param {ReplyWish} detail
 */
function tell(message, detail) {
  message.dispatchEvent(new CustomEvent("reply-wish", { bubbles: true, detail }));
}

/** @param {WishAt} wishAt */
function keepDoubleClick(wishAt) {
  let byMouse = false;
  document.addEventListener("pointerdown", ({ pointerType }) => {
    byMouse = pointerType === "mouse";
  });
  document.addEventListener("dblclick", (event) => {
    const found = byMouse ? wishAt(event.target) : null;
    if (!found || isTaken(event, found.message)) return;
    getSelection()?.removeAllRanges(); // Some browsers take the nearest word.
    tell(found.message, found.wish);
  });
}

/**
 * Whether a click is meant for a word, or for what does something of its own.
 * @param {MouseEvent} event
 * @param {HTMLElement} message
 */
function isTaken({ target, clientX, clientY }, message) {
  if (/** @type {Element} */ (target).closest(OTHERS)) return true;
  const words = message.querySelector(".words");
  if (!words) return false;
  const range = document.createRange();
  range.selectNodeContents(words);
  return [...range.getClientRects()].some(
    ({ left, right, top, bottom }) =>
      clientX > left - NEAR &&
      clientX < right + NEAR &&
      clientY > top - NEAR &&
      clientY < bottom + NEAR,
  );
}

/** A message under a finger, and the arrow that comes out behind it. */
class DrawnMessage extends ReplySwipe {
  #arrow = document.createElement("div");

  /**
   * @param {PointerEvent} event
   * @param {HTMLElement} message
   * @param {ReplyWish} wish
   */
  constructor(event, message, wish) {
    super(event);
    this.pointerId = event.pointerId;
    this.message = message;
    this.wish = wish;
    this.#arrow.className = "reply-arrow";
    render(html`${icon("arrow-back-up")}`, this.#arrow);
  }

  draw() {
    if (!this.#arrow.isConnected) this.#begin();
    this.message.style.transform = `translateX(${-this.moved}px)`;
    this.#arrow.style.opacity = `${this.shown}`;
    this.#arrow.toggleAttribute("data-replies", this.replies);
  }

  #begin() {
    const { top, height } = this.message.getBoundingClientRect();
    this.#arrow.style.top = `${top + height / 2}px`;
    document.body.append(this.#arrow);
  }

  /** Spring back to its place. */
  async settle() {
    this.#arrow.remove();
    this.message.style.transform = "";
    const from = { transform: `translateX(${-this.moved}px)` };
    const timing = { duration: isCalm() ? 0 : SPRING, easing: "cubic-bezier(0.2, 0.9, 0.3, 1.2)" };
    await this.message.animate([from, { transform: "none" }], timing).finished;
  }
}

/** @param {WishAt} wishAt */
function keepSwipe(wishAt) {
  /** @type {DrawnMessage | null} */
  let drawn = null;

  // The browser would begin to scroll, and take the finger away from us.
  const keep = (/** @type {TouchEvent} */ event) => {
    if (drawn?.isDrawing && event.cancelable) event.preventDefault();
  };

  /** @param {boolean} lifted */
  function end(lifted) {
    const ended = drawn;
    drawn = null;
    if (!ended) return;
    ended.message.removeEventListener("touchmove", keep);
    if (!ended.isDrawing) return;
    ended.settle();
    if (lifted && ended.replies) tell(ended.message, ended.wish);
  }

  document.addEventListener("pointerdown", (event) => {
    end(false);
    if (event.pointerType !== "touch" || !event.isPrimary) return;
    const found = scrollsSideways(event.target) ? null : wishAt(event.target);
    if (!found) return;
    drawn = new DrawnMessage(event, found.message, found.wish);
    found.message.addEventListener("touchmove", keep, { passive: false });
  });
  document.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drawn?.pointerId) return;
    if (!drawn.move(event)) end(false);
    else if (drawn.isDrawing) drawn.draw();
  });
  document.addEventListener("pointerup", ({ pointerId }) => {
    if (pointerId === drawn?.pointerId) end(true);
  });
  document.addEventListener("pointercancel", () => end(false));
}

/**
 * Whether a finger scrolls something within a message there, as long lines of code.
 * @param {EventTarget | null} target
 */
function scrollsSideways(target) {
  let at = target instanceof Element ? target : null;
  while (at && !at.matches(MESSAGE)) {
    const { overflowX } = getComputedStyle(at);
    if (at.scrollWidth > at.clientWidth && /auto|scroll/.test(overflowX)) return true;
    at = at.parentElement;
  }
  return false;
}
