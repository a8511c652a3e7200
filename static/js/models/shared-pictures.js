// @ts-check

import { picturesOf } from "./media-strip.js";
import { Observable } from "./observable.js";

/** The next pictures are asked for while so many are left on that side. */
const AHEAD = 3;

/**
 * @typedef {import("./media-strip.js").Picture} Picture
 * @typedef {import("./objects.js").Message} Message
 * @typedef {import("./shared-list.js").SharedList} SharedList
 */

/** The photos and videos of a chat in a row, from lists of them that grow as one looks through. */
export class SharedPictures extends Observable {
  /** @type {Picture[]} from the oldest to the newest */
  pictures = [];
  /** Place of the one that is shown. */
  at = 0;
  #lists;

  /**
   * @param {readonly SharedList[]} lists which together have all pictures
   * @param {Message} message whose picture is shown first
   * @param {string} mediaId
   */
  constructor(lists, message, mediaId) {
    super();
    this.#lists = lists;
    this.pictures = this.#gather();
    const shown = this.pictures.findIndex((each) => isOf(each, message.seq, mediaId));
    this.at = Math.max(0, shown);
  }

  /** The one that is shown; undefined once none is left. */
  get shown() {
    return this.pictures[this.at];
  }

  /**
   * The one before (-1) or after (1); undefined where there is none, or none is here yet.
   * @param {number} by
   */
  beside(by) {
    return this.pictures[this.at + by];
  }

  /** Follow the lists, too, as long as somebody watches. @override @param {() => void} callback */
  watch(callback) {
    const stops = [
      super.watch(callback),
      ...this.#lists.map((list) => list.watch(() => this.#follow())),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /**
   * Show the one before or after; the next ones are fetched meanwhile.
   * @param {-1 | 1} by
   */
  async step(by) {
    if (!this.beside(by)) await this.prepare();
    if (!this.beside(by)) return;
    this.at += by;
    this.changed();
    await this.prepare();
  }

  /** Fetch what may be wished for next: all that is newer, and some that are older. */
  async prepare() {
    await Promise.all(this.#lists.map((list) => this.#reach(list)));
  }

  /**
   * Load a list down to the pictures that may be shown next.
   * @param {SharedList} list
   */
  async #reach(list) {
    const isFar = () => list.reach > (this.pictures[this.at - AHEAD]?.message.seq ?? 0);
    while (list.more && !list.busy && isFar()) {
      await list.load();
      if (list.failed) return;
      this.#follow();
    }
  }

  #follow() {
    const { shown } = this;
    this.pictures = this.#gather();
    const at = this.pictures.findIndex(
      (each) => shown && isOf(each, shown.message.seq, shown.media.id),
    );
    this.at = at >= 0 ? at : Math.max(0, Math.min(this.at, this.pictures.length - 1));
    this.changed();
  }

  #gather() {
    // A message with both is in two of them.
    const bySeq = new Map(this.#lists.flatMap(({ messages }) => messages.map(entryOf)));
    return picturesOf([...bySeq.values()].sort((a, b) => a.seq - b.seq));
  }
}

/**
 * @param {Message} message
 * @returns {[number, Message]}
 */
function entryOf(message) {
  return [message.seq, message];
}

/**
 * @param {Picture} picture
 * @param {number} seq
 * @param {string} mediaId
 */
function isOf({ message, media }, seq, mediaId) {
  return message.seq === seq && media.id === mediaId;
}
