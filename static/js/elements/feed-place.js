// @ts-check

import { isCalm } from "../calm.js";
import { messenger } from "../messenger.js";
import { DayChips } from "./day-chips.js";
import { NEAR, ScrollHold } from "./scroll-hold.js";

/** Pages are asked for this many heights of the view ahead, but not so far that rows would be
 * let go of at one end and asked for again at the other. */
const AHEAD = 1.5;
const FARTHEST_AHEAD = 1_200;
/** Scrolling rests when nothing has moved for so long, in ms. */
const RESTS = 150;
/** So much of a message must be seen for it to be on screen, in px. */
const SEEN = 24;
/** What a row that is shown at the top stands below it, in px: the date covers so much. */
const UNDER_DATE = 44;
const FLASH = 1_200;
/** By what a person scrolls. */
const HANDS = /** @type {const} */ (["wheel", "touchstart", "pointerdown", "keydown"]);

/** @typedef {import("../models/conversation.js").Conversation} Conversation */

/** Where a person is in a feed: holds the place, asks for pages ahead and tells what was seen. */
export class FeedPlace {
  /** Whether there is a way down: the end is out of sight, or a jump can be undone. */
  far = false;
  #scroller;
  #conversation;
  #hold;
  #days;
  #changed;
  #rested;
  #placed = 0;
  #lastKey = "";
  #frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;
  #observer = new ResizeObserver((entries) => this.#resized(entries));

  /**
   * @param {HTMLElement} scroller
   * @param {Conversation} conversation
   * @param {object} tell
   * @param {() => void} tell.changed called when `far` has changed
   * @param {() => void} tell.rested called when the scrolling has come to rest
   */
  constructor(scroller, conversation, { changed, rested }) {
    this.#scroller = scroller;
    this.#conversation = conversation;
    this.#changed = changed;
    this.#rested = rested;
    this.#hold = new ScrollHold(scroller);
    this.#days = new DayChips(scroller);
    this.#observer.observe(scroller);
    if (scroller.firstElementChild) this.#observer.observe(scroller.firstElementChild);
    scroller.addEventListener("scroll", this.#scrolled, { passive: true });
    for (const hand of HANDS) scroller.addEventListener(hand, this.#scrolls, { passive: true });
  }

  leave() {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#resting);
    this.#days.leave();
    this.#scroller.removeEventListener("scroll", this.#scrolled);
    for (const hand of HANDS) this.#scroller.removeEventListener(hand, this.#scrolls);
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
    if (anew) this.#land();
    else if (following && grown) this.#hold.toEnd();
    else this.#hold.give();
    this.#look();
  }

  /** The last message that is well in view. */
  get message() {
    const { bottom } = this.#scroller.getBoundingClientRect();
    const row = this.#hold.lastRowAbove(bottom - SEEN);
    return row?.matches(".message") ? row : null;
  }

  /**
   * Whether any of a row is in view.
   * @param {HTMLElement} row
   */
  shows(row) {
    const [view, box] = [this.#scroller.getBoundingClientRect(), row.getBoundingClientRect()];
    return box.bottom > view.top && box.top < view.bottom;
  }

  /** Go back to where a jump began, else to the newest message. */
  goDown() {
    if (this.#conversation.goBack()) return;
    if (this.#conversation.moreAfter || isCalm()) this.#conversation.jumpToEnd();
    else this.#hold.glideToEnd();
  }

  #land() {
    const { at, seq = 0, top, flash } = this.#conversation.landing;
    if (at === "end") {
      this.#hold.toEnd();
      return;
    }
    const rows = [...this.#hold.rows];
    const row =
      at === "unread"
        ? rows.find((found) => found.matches(".unread-line"))
        : rows.find((found) => Number(found.dataset.seq) >= seq);
    if (!row) this.#hold.toEnd();
    else this.#hold.show(row, at === "unread" ? UNDER_DATE : top);
    if (row && flash) pointOut(row);
  }

  #scrolls = () => this.#hold.letGo();

  #scrolled = () => {
    this.#days.moved();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#look());
    clearTimeout(this.#resting);
    this.#resting = setTimeout(this.#rest, RESTS);
  };

  #rest = () => {
    this.#hold.rested();
    this.#rested();
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
    const away = moreAfter || distance > NEAR;
    const ahead = Math.min(clientHeight * AHEAD, FARTHEST_AHEAD);
    this.#conversation.following = !away;
    this.#hold.take(!away);
    this.#days.mark();
    this.#note(away);
    if (scrollTop < ahead) this.#conversation.loadOlder();
    if (distance < ahead) this.#conversation.loadNewer();
    this.#tellSeen();
    const far = away || this.#conversation.returns.length > 0;
    if (far === this.far) return;
    this.far = far;
    this.#changed();
  }

  /** @param {boolean} away from the end */
  #note(away) {
    const { top } = this.#scroller.getBoundingClientRect();
    const row = away ? this.#hold.firstMessageBelow(top) : null;
    const seq = Number(row?.dataset.seq ?? 0);
    // While a jump is on its way the person has not arrived anywhere yet.
    if (!away && this.#conversation.loading !== "page") this.#conversation.returns = [];
    this.#conversation.place =
      row && seq > 0 ? { seq, top: row.getBoundingClientRect().top - top } : null;
  }

  #tellSeen() {
    const { bottom } = this.#scroller.getBoundingClientRect();
    const rows = [...this.#hold.rows];
    const last = this.#hold.lastRowAbove(bottom - SEEN);
    const seen = rows.slice(0, last ? rows.indexOf(last) + 1 : 0).findLast(isOfAnother);
    if (seen) messenger.reading.show(this.#conversation.chatId, Number(seen.dataset.seq));
  }
}

/** @param {HTMLElement} row */
function isOfAnother(row) {
  return row.matches(".message:not(.mine)");
}

/** @param {HTMLElement} row */
function pointOut(row) {
  row.classList.add("flash");
  setTimeout(() => row.classList.remove("flash"), FLASH);
}
