// @ts-check

import { nothing } from "../../vendor/lit.js";
import { bringEmojiNames, bringMentionList, bringStickerStrip } from "../late.js";
import { loneEmoji } from "../models/lone-emoji.js";

/** From so much on there may be the name of an emoji; what there is, is looked at then. */
const NAME = /:[\p{L}\p{N}+-]/u;

/**
 * What is offered while one writes: whom to mention, emoji by name, and stickers by emoji. They come
 * when needed.
 */
export class Suggestions {
  /** @type {import("./mention-list.js").MentionList | null} here from the first `@` on */
  #people = null;
  /** @type {import("./emoji-names.js").EmojiNames | null} here from the first name on */
  #names = null;
  /** @type {import("./sticker-strip.js").StickerStrip | null} here from the first lone emoji on */
  #stickers = null;
  #changed;

  /** @param {() => void} changed called when there is one more list to draw */
  constructor(changed) {
    this.#changed = changed;
  }

  /** What is to be drawn before the field. */
  get lists() {
    return [this.#people ?? nothing, this.#names ?? nothing, this.#stickers ?? nothing];
  }

  /**
   * A text has changed.
   * @param {Event | undefined} event
   * @param {HTMLTextAreaElement} input
   * @param {() => import("../models/objects.js").Chat | undefined} chat that is open
   */
  look(event, input, chat) {
    if (chat()?.kind === "group") this.#offerPeople(input, chat);
    if (this.#names || NAME.test(input.value)) this.#offerNames(input, isTyped(event));
    if (this.#stickers || loneEmoji(input.value) === 1) this.#offerStickers(input, chat);
  }

  /**
   * @param {HTMLTextAreaElement} input
   * @param {() => import("../models/objects.js").Chat | undefined} chat
   */
  async #offerPeople(input, chat) {
    if (!this.#people) {
      if (!input.value.includes("@")) return;
      const late = await bringMentionList();
      if (!late) return;
      this.#people ??= new late.MentionList();
      this.#changed();
    }
    const now = chat(); // It may be another by now.
    if (now?.kind === "group") this.#people.look(now, input);
  }

  /**
   * @param {HTMLTextAreaElement} input
   * @param {boolean} typed
   */
  async #offerNames(input, typed) {
    if (!this.#names) {
      const late = await bringEmojiNames();
      if (!late) return;
      this.#names ??= new late.EmojiNames();
      this.#changed();
    }
    this.#names.look(input, typed);
  }

  /**
   * @param {HTMLTextAreaElement} input
   * @param {() => import("../models/objects.js").Chat | undefined} chat
   */
  async #offerStickers(input, chat) {
    if (!this.#stickers) {
      const late = await bringStickerStrip();
      if (!late) return;
      this.#stickers ??= new late.StickerStrip();
      this.#changed();
    }
    const now = chat();
    if (now) this.#stickers.look(now, input);
  }

  /**
   * @param {KeyboardEvent} event struck in the field
   * @returns {boolean} whether it was one of a list
   */
  key(event) {
    const lists = [this.#people, this.#names, this.#stickers];
    return lists.some((list) => list?.key(event));
  }

  /** Nothing is being written any more. */
  close() {
    this.#people?.close();
    this.#names?.close();
    this.#stickers?.close();
  }
}

/** @param {Event | undefined} event */
function isTyped(event) {
  if (!(event instanceof InputEvent) || event.isComposing) return false;
  return ["insertText", "insertCompositionText"].includes(event.inputType);
}
