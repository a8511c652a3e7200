// @ts-check
/**
 * A finger that draws the conversation to the right leads back to the list, on a phone, and one
 * that draws the pane about it leads back to the conversation.
 *
 * @typedef {import("./models/messenger.js").Messenger} Messenger
 */

import { backToList } from "./address.js";
import { isCalm } from "./calm.js";
import { infoPane } from "./info-pane.js";

const TALK = "[data-open] > .talk-pane";

/** Before this a touch may still become a scroll or a tap, in px. */
const SLACK = 12;
/** Past this part of the width, or faster than this (px/ms), letting go leads back. */
const ENOUGH = 0.35;
const FAST = 0.5;
const GLIDE = 160; // ms
/** The browser goes back within so long, in ms. */
const LONGEST = 500;

/** One finger's way over the pane. */
class Swipe {
  /** @param {PointerEvent} event @param {HTMLElement} pane */
  constructor({ pointerId, clientX, clientY, timeStamp }, pane) {
    this.pointerId = pointerId;
    this.startX = clientX;
    this.startY = clientY;
    this.startedAt = timeStamp;
    this.pane = pane;
    this.moved = 0;
    this.isDrawing = false;
  }

  /** @param {PointerEvent} event @returns {boolean} whether it is still a swipe, or may become one */
  move({ clientX, clientY }) {
    const [x, y] = [clientX - this.startX, clientY - this.startY];
    if (!this.isDrawing && (Math.abs(y) > SLACK || x < -SLACK)) return false;
    this.isDrawing ||= x > SLACK;
    this.moved = Math.max(0, x - SLACK);
    if (this.isDrawing) this.draw();
    return true;
  }

  draw() {
    this.pane.style.transform = `translateX(${this.moved}px)`;
  }

  /** @param {PointerEvent} event @returns {boolean} whether it leads back */
  ends({ timeStamp }) {
    if (!this.isDrawing) return false;
    const speed = this.moved / Math.max(1, timeStamp - this.startedAt);
    return this.moved > this.pane.clientWidth * ENOUGH || speed > FAST;
  }

  /** @param {boolean} away */
  async settle(away) {
    const to = away ? this.pane.clientWidth : 0;
    const frames = [
      { transform: `translateX(${this.moved}px)` },
      { transform: `translateX(${to}px)` },
    ];
    const duration = isCalm() ? 0 : GLIDE;
    this.moved = to; // There it stays until it is put away.
    this.draw();
    await this.pane.animate(frames, { duration, easing: "ease-out" }).finished;
  }
}

/**
 * Go back to the list, and wait until the pane is away: back where it was, it would flash.
 * @param {Messenger} messenger
 */
async function leave(messenger) {
  backToList(messenger);
  const begun = performance.now();
  while (messenger.openChatId !== null && performance.now() - begun < LONGEST) {
    await new Promise(requestAnimationFrame);
  }
  await new Promise(requestAnimationFrame); // The panes change places with the next one.
}

/** @param {Messenger} messenger */
export function keepSwipe(messenger) {
  /** @type {Swipe | null} */
  let swipe = null;

  /** @param {boolean} away */
  async function end(away) {
    const ended = swipe;
    swipe = null;
    if (!ended?.isDrawing) return;
    await ended.settle(away);
    if (away && ended.pane.matches(TALK)) await leave(messenger);
    else if (away) infoPane.close();
    ended.pane.style.transform = "";
    ended.pane.parentElement?.removeAttribute("data-swiping");
  }

  // The browser's own gesture would go on by itself, and swallow the next tap.
  const keep = (/** @type {TouchEvent} */ event) => {
    if (swipe?.isDrawing && event.cancelable) event.preventDefault();
  };

  document.addEventListener("pointerdown", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const pane = /** @type {HTMLElement | null} */ (target?.closest(`${TALK}, chat-info`));
    const { width } = pane?.getBoundingClientRect() ?? { width: 0 };
    if (target?.closest("[data-speaks]")) return; // A finger there records, wherever it is drawn.
    // Beside a list there is nothing to go back to.
    if (event.pointerType !== "touch" || width < innerWidth || !event.isPrimary || !pane) return;
    // Only here, or every scroll of the page would wait for us.
    pane.addEventListener("touchmove", keep, { passive: false });
    swipe = new Swipe(event, pane);
  });
  document.addEventListener("pointermove", (event) => {
    if (event.pointerId !== swipe?.pointerId) return;
    if (!swipe.move(event)) swipe = null;
    else if (swipe.isDrawing && swipe.pane.matches(TALK)) {
      swipe.pane.parentElement?.setAttribute("data-swiping", "");
    }
  });
  document.addEventListener("pointerup", (event) => end(Boolean(swipe?.ends(event))));
  document.addEventListener("pointercancel", () => end(false));
}
