// @ts-check

import { spellings } from "../search-words.js";
import { plain } from "./plain.js";
import { withoutTone } from "./tones.js";

/**
 * @typedef {[string, string, 0 | 1, number?]} Row an emoji, its shortcodes, whether it has tones,
 *   and of a young one its version
 *
 * @typedef {object} Emoji
 * @property {string} sign
 * @property {string} label what it is called in the language of the page
 * @property {string[]} codes its shortcodes, without colons
 * @property {boolean} toned whether it has skin tones
 *
 * @typedef {object} Words What an emoji is found by.
 * @property {Emoji} emoji
 * @property {string[]} names all that it is called
 * @property {string} text these and all other words, each after a blank
 */

/** Known to everybody: before others that a query finds as well. */
const COMMON =
  "❤️ 👍 😂 🔥 😍 🙏 😊 🎉 😘 👏 😁 💪 🤣 🥰 😭 👋 👌 ✨ 💯 🤔 😢 🥳 😀 😉 😎 👎 🙂 🤝 ✅ ⭐ 💔 😡".split(
    " ",
  );

/** All emoji there are, in their order, and the way to find some. */
export class Catalogue {
  /** @type {{name: string, emoji: Emoji[]}[]} */
  groups = [];
  /** @type {Map<string, Emoji>} */
  #bySign = new Map();
  /** @type {Map<string, string[]>} by sign, what it is called in each language */
  #called = new Map();
  /** @type {Words[] | null} made with the first search: it takes its time */
  #words = null;
  /** @type {Map<string, Emoji>} */
  #byName = new Map();

  /**
   * @param {Record<string, Row[]>} rows by group
   * @param {string[][]} names in the order of the rows: of each its name and, after a bar, other
   *   words as they are compared; first in the language of the page, then in others
   * @param {number} newest version of emoji that the browser draws
   */
  constructor(rows, names, newest = Number.POSITIVE_INFINITY) {
    let at = 0;
    for (const [name, listed] of Object.entries(rows)) {
      /** @type {Emoji[]} */
      const emoji = [];
      for (const row of listed) {
        const called = names.map((language) => language[at]);
        at += 1;
        if ((row[3] ?? 0) <= newest) emoji.push(this.#know(row, called));
      }
      this.groups.push({ name, emoji });
    }
  }

  /**
   * @param {Row} row
   * @param {string[]} called
   */
  #know([sign, codes, toned], called) {
    const [label] = called[0].split("|", 1);
    const emoji = { sign, label, codes: codes.split(" "), toned: toned === 1 };
    this.#bySign.set(bare(sign), emoji);
    this.#called.set(sign, called);
    return emoji;
  }

  /** What each is found by. */
  get words() {
    this.#words ??= this.groups.flatMap(({ emoji }) => emoji.map((each) => this.#wordsOf(each)));
    return this.#words;
  }

  /** @param {Emoji} emoji */
  #wordsOf(emoji) {
    const called = (this.#called.get(emoji.sign) ?? []).map((each) => each.split("|"));
    const names = [...emoji.codes, ...called.map(([label]) => label)].map(plain);
    return { emoji, names, text: ` ${[...names, ...called.map(([, words]) => words)].join(" ")} ` };
  }

  /**
   * @param {string} sign in any tone
   * @returns {Emoji | null} null for one that is not known or not drawn here
   */
  find(sign) {
    return this.#bySign.get(bare(sign)) ?? null;
  }

  /**
   * The emoji that is called so: by a shortcode, or by its name in any language.
   * @param {string} name with `_` for blanks
   * @returns {Emoji | null}
   */
  named(name) {
    if (this.#byName.size === 0) this.#nameAll();
    return this.#byName.get(plain(name)) ?? null;
  }

  #nameAll() {
    // From the last to the first, so that the first of a name stays; no name hides a shortcode.
    const backwards = this.words.toReversed();
    for (const { emoji, names } of backwards)
      for (const name of names) this.#byName.set(name, emoji);
    for (const { emoji } of backwards) {
      for (const code of emoji.codes) this.#byName.set(plain(code), emoji);
    }
  }

  /**
   * The emoji of which every word of a query begins a word, the best first.
   * @param {string} query
   * @param {number} most
   * @returns {Emoji[]}
   */
  search(query, most = Number.POSITIVE_INFINITY) {
    for (const typed of spellings(query)) {
      const found = this.#search(plain(typed));
      if (found.length > 0) return found.slice(0, most);
    }
    return [];
  }

  /** @param {string} query */
  #search(query) {
    if (query === "") return [];
    const begun = query.split(" ").map((word) => ` ${word}`);
    return this.words
      .filter(({ text }) => begun.every((word) => text.includes(word)))
      .map((words) => ({ emoji: words.emoji, far: farFrom(words, query, begun.at(-1) ?? "") }))
      .sort((a, b) => a.far - b.far)
      .map(({ emoji }) => emoji);
  }
}

/**
 * How far an emoji is from what is looked for: nothing where it is called so, else as far as the
 * word goes on that is being typed; what everybody knows is nearer, and a name than other words.
 * @param {Words} words
 * @param {string} query
 * @param {string} begun its last word, after a blank
 */
function farFrom({ emoji, names, text }, query, begun) {
  if (names.includes(query)) return 0;
  const named = names.some((name) => ` ${name}`.includes(` ${query}`));
  const common = COMMON.indexOf(emoji.sign);
  const rarity = common < 0 ? 1 : common / COMMON.length;
  return 4 * restOf(text, begun) + rarity + (named ? 1 : 2);
}

/**
 * How many letters the shortest word has that begins so, beyond these.
 * @param {string} text
 * @param {string} begun
 */
function restOf(text, begun) {
  let least = Number.POSITIVE_INFINITY;
  for (let at = text.indexOf(begun); at >= 0; at = text.indexOf(begun, at + 1)) {
    least = Math.min(least, text.indexOf(" ", at + 1) - at - begun.length);
  }
  return least;
}

/**
 * An emoji without what only changes its looks.
 * @param {string} sign
 */
function bare(sign) {
  return withoutTone(sign).replaceAll("\uFE0F", "");
}
