// @ts-check
/** What fingers, wheel and mouse do with the picture that is shown over the page. */

import { isCalm } from "../calm.js";
import { pan, turnZoom, WHOLE, zoomAt } from "../models/zoom.js";

/** Before this a press may still be a tap, px. */
const SLACK = 8;
/** Past this part of the stage, or faster than this (px/ms), letting go leads on. */
const ENOUGH = 0.25;
const FAST = 0.5;
/** Two taps not farther apart are one wish, in ms and px. */
const TWICE = 300;
const NEAR = 30;
const GLIDE = 140; // ms
const BY_WHEEL = 0.002;
/** A pinch on a touchpad comes as a wheel with Ctrl and small steps. */
const BY_PINCH = 0.01;
const BY_KEY = 1.5;

/**
 * @typedef {import("../models/zoom.js").Zoom} Zoom
 *
 * @typedef {object} Wishes
 * @property {(by: -1 | 1) => void} step to the picture before or after
 * @property {() => void} close
 */

/** Zooms and moves the picture of a stage, and hears the wish to leave it. */
export class ZoomStage {
  /** @type {Zoom} */
  #zoom = WHOLE;
  /** @type {Map<number, PointerEvent>} the fingers that touch it, as they were last */
  #pointers = new Map();
  /** @type {PointerEvent | null} where the one finger began */
  #start = null;
  #moved = { x: 0, y: 0 };
  #byTouch = false;
  #lastTap = { at: 0, x: 0, y: 0 };
  #stage;
  #wishes;

  /**
   * @param {HTMLElement} stage
   * @param {Wishes} wishes
   */
  constructor(stage, wishes) {
    this.#stage = stage;
    this.#wishes = wishes;
    stage.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    stage.addEventListener("dblclick", (event) => this.#doubleClick(event));
    stage.addEventListener("pointerdown", (event) => this.#down(event));
    stage.addEventListener("pointermove", (event) => this.#move(event));
    stage.addEventListener("pointerup", (event) => this.#up(event, true));
    stage.addEventListener("pointercancel", (event) => this.#up(event, false));
    // The browser would let a swipe go on by itself, and swallow the next tap.
    stage.addEventListener("touchmove", keep, { passive: false });
  }

  /** Show the whole picture again. */
  reset() {
    this.#set(WHOLE);
    this.#shift({ x: 0, y: 0 });
  }

  /** @param {1 | -1} by closer or farther */
  zoom(by) {
    this.#set(zoomAt(this.#zoom, by > 0 ? BY_KEY : 1 / BY_KEY, { x: 0, y: 0 }, this.#frame()));
  }

  get #picture() {
    return /** @type {HTMLElement | null} */ (this.#stage.querySelector(".frame"));
  }

  #frame() {
    const picture = this.#picture;
    return {
      picture: { width: picture?.offsetWidth ?? 0, height: picture?.offsetHeight ?? 0 },
      stage: { width: this.#stage.clientWidth, height: this.#stage.clientHeight },
    };
  }

  /** @param {Zoom} zoom */
  #set(zoom) {
    this.#zoom = zoom;
    this.#stage.toggleAttribute("data-close", zoom.scale > 1);
    const picture = this.#picture;
    const { scale, x, y } = zoom;
    if (picture)
      picture.style.transform = scale > 1 ? `translate(${x}px, ${y}px) scale(${scale})` : "";
  }

  /** @param {{x: number, y: number}} by how far the finger has drawn the whole of it, px */
  #shift(by) {
    this.#moved = by;
    const picture = this.#picture;
    if (picture) picture.style.translate = by.x || by.y ? `${by.x}px ${by.y}px` : "";
  }

  /** @param {{clientX: number, clientY: number}} event */
  #point({ clientX, clientY }) {
    const { left, top, width, height } = this.#stage.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (isVideo(event)) return;
    event.preventDefault();
    const factor = Math.exp(-event.deltaY * (event.ctrlKey ? BY_PINCH : BY_WHEEL));
    this.#set(zoomAt(this.#zoom, factor, this.#point(event), this.#frame()));
  }

  /** @param {MouseEvent} event */
  #doubleClick(event) {
    // Of a finger it is heard as two taps, which some browsers make a double click of besides.
    if (!(isVideo(event) || this.#byTouch)) this.#turn(event);
  }

  /** @param {{clientX: number, clientY: number}} event */
  #turn(event) {
    this.#set(turnZoom(this.#zoom, this.#point(event), this.#frame()));
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0 || isVideo(event)) return;
    this.#byTouch = event.pointerType === "touch";
    this.#pointers.set(event.pointerId, event);
    this.#start = this.#pointers.size === 1 ? event : null;
    if (this.#pointers.size === 2) this.#shift({ x: 0, y: 0 });
    this.#stage.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    if (this.#pointers.size === 2) this.#pinch(event);
    else if (this.#zoom.scale > 1) {
      const by = { x: event.clientX - before.clientX, y: event.clientY - before.clientY };
      this.#set(pan(this.#zoom, by, this.#frame()));
    } else this.#draw(event);
    this.#pointers.set(event.pointerId, event);
  }

  /** @param {PointerEvent} event of one of two fingers */
  #pinch(event) {
    const other = [...this.#pointers.values()].find(
      ({ pointerId }) => pointerId !== event.pointerId,
    );
    const before = this.#pointers.get(event.pointerId);
    if (!other || !before) return;
    const factor = distance(event, other) / Math.max(1, distance(before, other));
    const middle = {
      clientX: (event.clientX + other.clientX) / 2,
      clientY: (event.clientY + other.clientY) / 2,
    };
    this.#set(zoomAt(this.#zoom, factor, this.#point(middle), this.#frame()));
  }

  /** @param {PointerEvent} event of the one finger, with the whole picture under it */
  #draw({ clientX, clientY, pointerType }) {
    if (!this.#start) return;
    const [x, y] = [clientX - this.#start.clientX, clientY - this.#start.clientY];
    if (Math.abs(x) > Math.abs(y)) this.#shift({ x, y: 0 });
    else if (pointerType === "touch") this.#shift({ x: 0, y: Math.max(0, y) });
  }

  /**
   * @param {PointerEvent} event
   * @param {boolean} lifted
   */
  #up(event, lifted) {
    if (!this.#pointers.delete(event.pointerId)) return;
    const start = this.#start;
    this.#start = null;
    if (!start || !lifted) {
      this.#shift({ x: 0, y: 0 });
      return;
    }
    const far = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY);
    if (far < SLACK && start.target === this.#stage)
      this.#wishes.close(); // Beside the picture.
    else if (far < SLACK) this.#tap(event);
    else if (this.#zoom.scale === 1) this.#letGo(event.timeStamp - start.timeStamp);
  }

  /** @param {PointerEvent} event */
  #tap(event) {
    this.#shift({ x: 0, y: 0 });
    if (event.pointerType !== "touch") return;
    const { at, x, y } = this.#lastTap;
    const isSecond =
      event.timeStamp - at < TWICE && Math.hypot(event.clientX - x, event.clientY - y) < NEAR;
    this.#lastTap = { at: isSecond ? 0 : event.timeStamp, x: event.clientX, y: event.clientY };
    if (isSecond) this.#turn(event);
  }

  /** @param {number} took ms */
  async #letGo(took) {
    const { x, y } = this.#moved;
    const { stage } = this.#frame();
    if (isEnough(y, stage.height, took)) this.#wishes.close();
    else if (isEnough(Math.abs(x), stage.width, took)) {
      await this.#glide(x, Math.sign(x) * stage.width);
      this.#shift({ x: 0, y: 0 });
      this.#wishes.step(x < 0 ? 1 : -1);
    } else this.#shift({ x: 0, y: 0 });
  }

  /**
   * @param {number} from px
   * @param {number} to px
   */
  async #glide(from, to) {
    if (isCalm()) return;
    const frames = [{ translate: `${from}px` }, { translate: `${to}px` }];
    await this.#picture?.animate(frames, { duration: GLIDE, easing: "ease-out" }).finished;
  }
}

/**
 * @param {number} moved px
 * @param {number} size of the stage, px
 * @param {number} took ms
 */
function isEnough(moved, size, took) {
  return moved > size * ENOUGH || (moved > 4 * SLACK && moved / Math.max(1, took) > FAST);
}

/**
 * @param {PointerEvent} a
 * @param {PointerEvent} b
 */
function distance(a, b) {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}

/** @param {TouchEvent} event */
function keep(event) {
  if (event.cancelable && !isVideo(event)) event.preventDefault();
}

/** What is done with a video is its own. @param {Event} event */
function isVideo({ target }) {
  return target instanceof HTMLVideoElement;
}
