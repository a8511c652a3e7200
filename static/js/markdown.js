// @ts-check
/** The reading of Markdown, which comes as soon as a message or a person needs it. */

import { dressed } from "./dressed.js";
import { mediaWords } from "./elements/media-words.js";
import { mayHaveMarkup } from "./models/markdown/signs.js";
import { Observable } from "./models/observable.js";
import { preferences } from "./preferences.js";
import { stickerWords } from "./sticker-words.js";

/**
 * @typedef {typeof import("./elements/rich-message.js")} Reader
 * @typedef {object} Written a message, or what is about to be one
 * @property {string} text
 * @property {string} [format]
 * @property {import("./models/objects.js").Sticker | null} [sticker] in place of a text
 * @property {readonly import("./models/objects.js").Media[]} [attachments]
 */

/** Slower than this it is not waited for: the signs are shown then, until it comes. */
const PATIENCE = 4_000;

class Markdown extends Observable {
  /** @type {Reader | null} */
  #reader = null;
  /** @type {Promise<Reader | null> | null} */
  #coming = null;
  #isPatient = true;
  /** Rises whenever the same text may look another way. */
  edition = 0;

  /** @override */
  changed() {
    this.edition += 1;
    super.changed();
  }

  /** What reads it, once it is here. */
  get reader() {
    return this.#reader;
  }

  /** Have it here; the watchers hear when it is. */
  bring() {
    this.#coming ??= this.#fetch();
    return this.#coming;
  }

  /**
   * Whether what is to be drawn should wait, since it would look another way a moment later.
   * @param {Written[]} written
   */
  isAwaitedBy(written) {
    if (this.#reader || !written.some(isMarked)) return false;
    this.bring();
    return this.#isPatient;
  }

  /**
   * Wait for what it takes to read them, but not for long.
   * @param {Written[]} written
   */
  async isReadyFor(written) {
    if (this.isAwaitedBy(written)) await this.#coming;
  }

  /**
   * What a message says, without its marks, or else what is attached to it; nothing as long as that
   * is awaited.
   * @param {Written} written
   */
  wordsOf(written) {
    if (written.sticker) return stickerWords(written.sticker);
    if (!written.text) return mediaWords(written.attachments ?? []);
    if (!isMarked(written)) return written.text;
    if (this.#reader) return this.#reader.wordsOf(written);
    this.bring();
    return this.#isPatient ? "" : withoutHidden(written.text);
  }

  async #fetch() {
    const patience = setTimeout(() => this.#giveUp(), PATIENCE);
    try {
      this.#reader = await dressed(import("./elements/rich-message.js"), "rich-text");
    } catch {
      this.#coming = null; // The next wish asks again.
      this.#isPatient = false;
    }
    clearTimeout(patience);
    this.changed();
    return this.#reader;
  }

  #giveUp() {
    this.#isPatient = false;
    this.changed();
  }
}

/**
 * How a text goes out: what has no formatting needs no reading, whatever its author wishes.
 * @param {string} text
 * @param {boolean} [isWished] whether the author writes Markdown
 * @returns {import("./models/objects.js").Format}
 */
export function formatOf(text, isWished = preferences.now.markdown) {
  if (!isWished || !mayHaveMarkup(text)) return "plain";
  return markdown.reader?.hasFormatting(text) === false ? "plain" : "markdown";
}

/**
 * How the new text of a message goes out: what was written in Markdown stays so, and signs that were
 * sent as they stand still mark nothing.
 * @param {Written} before
 * @param {string} text
 */
export function formatAnew(before, text) {
  if (before.format === "markdown") return formatOf(text, true);
  return formatOf(before.text, true) === "markdown" ? "plain" : formatOf(text);
}

/**
 * What is hidden is told to nobody who has not asked, also where it could not be read.
 * @param {string} text
 */
function withoutHidden(text) {
  const parts = text.split("||");
  return parts.map((part, at) => (at % 2 && at < parts.length - 1 ? "▒▒▒" : part)).join("");
}

/** @param {Written} written */
function isMarked({ text, format }) {
  return format === "markdown" && mayHaveMarkup(text);
}

/** That of this page. */
export const markdown = new Markdown();
