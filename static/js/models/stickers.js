// @ts-check

import { Observable } from "./observable.js";

/** As many as the server keeps. */
const MOST_RECENT = 30;
const NAME = "stickers";
/** What an emoji may wear: a skin tone, or the sign that it is to be drawn in colours. */
const DRESS = /[\u{1F3FB}-\u{1F3FF}\u{FE0F}]/gu;

/**
 * @typedef {import("./objects.js").Sticker} Sticker
 * @typedef {import("./objects.js").StickerPack} StickerPack
 *
 * @typedef {object} Had What a person has of stickers.
 * @property {StickerPack[]} packs in their order
 * @property {Sticker[]} recent the one that was sent last is the first
 * @property {Sticker[]} favourites
 *
 * @typedef {object} Section
 * @property {string} name `recent`, `favourites`, or the code of a pack
 * @property {string} title empty for the first two
 * @property {Sticker[]} entries at least one
 */

/** The stickers that a person has at hand; they are asked for when they are first wished for. */
export class Stickers extends Observable {
  /** @type {Had} */
  #had = { packs: [], recent: [], favourites: [] };
  #ask;
  #store;
  /** Whether they were ever wished for at this page. */
  #isWished = false;
  /** Whether the server has told them. */
  #isFresh = false;
  /** @type {Promise<void> | null} what asks for them now */
  #asking = null;
  /** @type {Promise<unknown> | null} ends once the server has answered what was changed here */
  #saving = null;

  /**
   * @param {object} parts
   * @param {(op: string, data: object) => Promise<any>} parts.ask null where the server refuses
   * @param {Pick<import("./local-store.js").LocalStore, "get" | "write">} parts.store
   */
  constructor({ ask, store }) {
    super();
    this.#ask = ask;
    this.#store = store;
  }

  get packs() {
    return this.#had.packs;
  }

  get recent() {
    return this.#had.recent;
  }

  get favourites() {
    return this.#had.favourites;
  }

  /** Have them here, first as they were kept; ends once there is something to show. */
  async bring() {
    if (!this.#isWished) {
      this.#isWished = true;
      await this.#restore();
    }
    if (this.#isFresh) return;
    const coming = this.refresh();
    if (this.packs.length === 0) await coming;
  }

  /** Something has changed at the server, or may have: what was wished for is asked for again. */
  async outdate() {
    this.#isFresh = false;
    if (!this.#isWished) return;
    await this.#asking; // That answer may be older than what has changed.
    if (!this.#isFresh) await this.refresh();
  }

  /** Ask for them; who asks meanwhile waits for the same answer. */
  async refresh() {
    this.#asking ??= this.#load();
    await this.#asking;
  }

  /**
   * Show a pack as it is being changed at this page, and as the server has it once it answers.
   * @template {{pack: StickerPack} | null} Reply
   * @param {Promise<Reply>} answer null where the server refuses
   * @param {StickerPack | null} [shown] what it becomes, where that is known before
   * @returns {Promise<Reply>} the answer
   */
  async change(answer, shown) {
    const saving = Promise.allSettled([this.#saving, answer]);
    this.#saving = saving;
    if (shown) this.#put(shown);
    const reply = await answer;
    if (!reply) await this.outdate();
    else if (this.#saving === saving) this.#put(reply.pack); // Else what shows is newer.
    return reply;
  }

  /**
   * A sticker was sent: it is the last one.
   * @param {Sticker} sticker
   */
  use(sticker) {
    const others = this.recent.filter(({ id }) => id !== sticker.id);
    this.#take({ ...this.#had, recent: [sticker, ...others].slice(0, MOST_RECENT) });
  }

  /** @param {string} id of a sticker */
  isKept(id) {
    return this.favourites.some((each) => each.id === id);
  }

  /**
   * Make a sticker a favourite, or no longer; it shows at once.
   * @param {Sticker} sticker
   * @param {boolean} on
   */
  async keep(sticker, on) {
    const others = this.favourites.filter(({ id }) => id !== sticker.id);
    this.#take({ ...this.#had, favourites: on ? [sticker, ...others] : others });
    const had = await this.#ask("stickers.keep", { sticker_id: sticker.id, on });
    if (had) this.#take(had);
    else await this.refresh();
  }

  /**
   * Those that say an emoji, the most used first.
   * @param {string} emoji
   * @param {number} most
   * @returns {Sticker[]}
   */
  saying(emoji, most) {
    const wanted = bare(emoji);
    const all = [
      ...this.favourites,
      ...this.recent,
      ...this.packs.flatMap((pack) => pack.stickers),
    ];
    /** @type {Map<string, Sticker>} */
    const found = new Map();
    for (const sticker of all) {
      if (bare(sticker.emoji) === wanted && !found.has(sticker.id)) found.set(sticker.id, sticker);
    }
    return [...found.values()].slice(0, most);
  }

  /** @returns {Section[]} what there is to choose from, in its order */
  sections() {
    const { recent, favourites, packs } = this.#had;
    return [
      { name: "recent", title: "", entries: recent },
      { name: "favourites", title: "", entries: favourites },
      ...packs.map(({ code, title, stickers }) => ({ name: code, title, entries: stickers })),
    ].filter(({ entries }) => entries.length > 0);
  }

  async #restore() {
    const kept = await this.#store.get("facts", NAME);
    if (!kept) return;
    this.#had = kept.had;
    this.changed();
  }

  async #load() {
    let had;
    let saving;
    do {
      await this.#saving; // What the server has until then is older than what shows.
      saving = this.#saving;
      this.#isFresh = true; // What changes from now on is told.
      had = await this.#ask("stickers.list", {});
    } while (had && saving !== this.#saving);
    this.#asking = null;
    if (had) this.#take(had);
    else this.#isFresh = false;
  }

  /** @param {StickerPack} pack in the place of what it was */
  #put(pack) {
    const packs = this.packs.map((each) => (each.code === pack.code ? pack : each));
    this.#take({ ...this.#had, packs });
  }

  /** @param {Had} had */
  #take({ packs, recent, favourites }) {
    this.#had = { packs, recent, favourites };
    this.#store.write("facts", [{ name: NAME, had: this.#had }]);
    this.changed();
  }
}

/** @param {string} emoji */
function bare(emoji) {
  return emoji.replaceAll(DRESS, "");
}
