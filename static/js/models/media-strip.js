// @ts-check

import { Observable } from "./observable.js";

/** So many messages are looked through at once, and so many times for one picture. */
const PAGE = 100;
const MOST_PAGES = 20;
/** The next pictures are asked for while so many are left on that side. */
const AHEAD = 3;

/**
 * @typedef {import("./objects.js").Media} Media
 * @typedef {import("./objects.js").Message} Message
 * @typedef {import("./conversation.js").Page} Page
 * @typedef {{message: Message, media: Media}} Picture
 */

/**
 * The photos and videos of messages that can be shown.
 * @param {readonly Message[]} messages
 * @returns {Picture[]}
 */
export function picturesOf(messages) {
  return messages
    .filter(({ deleted }) => !deleted)
    .flatMap((message) =>
      (message.attachments ?? [])
        .filter(({ kind, status }) => (kind === "photo" || kind === "video") && status === "ready")
        .map((media) => ({ message, media })),
    );
}

/** All pictures of a chat in a row, of which more are fetched as one comes near an end. */
export class MediaStrip extends Observable {
  /** @type {Picture[]} from the oldest to the newest */
  pictures = [];
  /** Place of the one that is shown. */
  at = 0;
  #first = 0;
  #last = 0;
  #moreBefore;
  #moreAfter;
  #isLoading = false;
  #history;

  /**
   * @param {object} parts
   * @param {{messages: Message[], moreBefore: boolean, moreAfter: boolean}} parts.window what of the
   *   chat is here already
   * @param {Message} parts.message whose picture is shown first
   * @param {string} parts.mediaId
   * @param {(query: object) => Promise<Page | null>} parts.history asks the server for a page; null
   *   where it cannot be asked now
   */
  constructor({ window, message, mediaId, history }) {
    super();
    this.#history = history;
    const isThere = window.messages.some(({ seq }) => seq === message.seq);
    const messages = isThere ? window.messages : [message];
    this.pictures = picturesOf(messages);
    this.#first = messages[0].seq;
    this.#last = messages[messages.length - 1].seq;
    this.#moreBefore = isThere ? window.moreBefore : true;
    this.#moreAfter = isThere ? window.moreAfter : true;
    const shown = this.pictures.findIndex(
      (each) => each.message.seq === message.seq && each.media.id === mediaId,
    );
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

  /**
   * Show the one before or after; the next ones are fetched meanwhile.
   * @param {-1 | 1} by
   */
  async step(by) {
    if (!this.beside(by)) await this.#load(by);
    if (!this.beside(by)) return;
    this.at += by;
    this.changed();
    await this.prepare();
  }

  /** Fetch what may be wished for next. */
  async prepare() {
    if (this.at < AHEAD) await this.#load(-1);
    if (this.at >= this.pictures.length - AHEAD) await this.#load(1);
  }

  /**
   * Take what has become of the messages that are loaded: what is gone is shown no more.
   * @param {readonly Message[]} messages of one stretch of the chat
   */
  see(messages) {
    const [from, to] = [messages[0]?.seq ?? 0, messages.at(-1)?.seq ?? 0];
    const reaches = from <= this.#last + 1 && this.#first <= to + 1;
    if (messages.length === 0 || !reaches) return;
    const { shown } = this;
    const before = this.pictures.filter(({ message }) => message.seq < from);
    const after = this.pictures.filter(({ message }) => message.seq > to);
    this.pictures = [...before, ...picturesOf(messages), ...after];
    this.#first = Math.min(this.#first, from);
    this.#last = Math.max(this.#last, to);
    this.#find(shown);
    this.changed();
  }

  /**
   * Stay at a picture, or at its neighbour where it is gone.
   * @param {Picture | undefined} shown
   */
  #find(shown) {
    const at = this.pictures.findIndex(
      ({ message, media }) => message.seq === shown?.message.seq && media.id === shown.media.id,
    );
    this.at = at >= 0 ? at : Math.max(0, Math.min(this.at, this.pictures.length - 1));
  }

  /** @param {-1 | 1} by */
  async #load(by) {
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      for (let page = 0; page < MOST_PAGES && this.#hasMore(by); page += 1) {
        const found = await this.#loadPage(by);
        if (found !== 0) return;
      }
    } finally {
      this.#isLoading = false;
    }
  }

  /** @param {-1 | 1} by */
  #hasMore(by) {
    return by < 0 ? this.#moreBefore : this.#moreAfter;
  }

  /**
   * @param {-1 | 1} by
   * @returns {Promise<number | null>} how many pictures it brought; null without an answer
   */
  async #loadPage(by) {
    const query = by < 0 ? { before: this.#first } : { after: this.#last };
    const page = await this.#history({ ...query, limit: PAGE });
    if (!page) return null;
    const found = picturesOf(page.messages);
    if (by < 0) this.#putBefore(page, found);
    else this.#putAfter(page, found);
    this.changed();
    return found.length;
  }

  /**
   * @param {Page} page
   * @param {Picture[]} found
   */
  #putBefore({ messages, more_before }, found) {
    this.pictures = [...found, ...this.pictures];
    this.at += found.length;
    this.#first = messages[0]?.seq ?? this.#first;
    this.#moreBefore = more_before && messages.length > 0;
  }

  /**
   * @param {Page} page
   * @param {Picture[]} found
   */
  #putAfter({ messages, more_after }, found) {
    this.pictures = [...this.pictures, ...found];
    this.#last = messages.at(-1)?.seq ?? this.#last;
    this.#moreAfter = more_after && messages.length > 0;
  }
}
