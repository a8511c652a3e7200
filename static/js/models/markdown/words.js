// @ts-check
/**
 * The plain words of a message written in Markdown, for where nothing is drawn but words;
 * `messenger/markdown/words.py` has the same.
 *
 * @typedef {import("./parser.js").Token} Token
 */

import { withoutEnd } from "../without-end.js";
import { parse } from "./parser.js";
import { mayHaveMarkup } from "./signs.js";
import { taskIn } from "./tasks.js";

/** What stands for words that are hidden until one asks for them. */
const HIDDEN = "▒▒▒";
/** @type {Record<string, number>} */
const HIDES = { spoiler_open: 1, spoiler_close: -1 };
const [LINE, BLOCK, CELL] = ["\n", "\n\n", "\t"];
const RULE = "———";
const [BULLET, OPEN_TASK, DONE_TASK] = ["• ", "☐ ", "☑ "];
const OUTER = ["table_close", "bullet_list_close", "ordered_list_close"];
/** @type {Record<string, string>} */
const GAPS = { td_close: CELL, th_close: CELL, tr_close: LINE };

/**
 * What a text says, without its marks; a text that is nothing but marks is shown as it stands.
 * @param {string} source
 * @param {boolean} [all] whether to tell what is hidden, too
 */
export function plainWords(source, all = false) {
  return tell(mayHaveMarkup(source) ? parse(source) : null, source, all);
}

/**
 * Likewise where the text was read already.
 * @param {Token[] | null} tokens
 * @param {string} source
 * @param {boolean} [all]
 */
export function tell(tokens, source, all = false) {
  const words = tokens ? new Words(all).read(tokens) : "";
  return words.trim() ? words : source;
}

/** Puts words together; what stands between two blocks is known when the next one comes. */
class Words {
  /** @type {string[]} */
  #parts = [];
  #gap = "";
  #mark = "";
  #all;

  /** @param {boolean} all */
  constructor(all) {
    this.#all = all;
  }

  /**
   * The words of all blocks.
   * @param {Token[]} tokens
   */
  read(tokens) {
    let tight = false;
    for (const token of tokens) {
      if (token.type === "paragraph_open") tight = token.hidden;
      this.#take(token, tight ? LINE : BLOCK);
    }
    return this.#parts.join("");
  }

  /**
   * @param {Token} token
   * @param {string} gap
   */
  #take(token, gap) {
    const { type, content, children, level } = token;
    if (type === "inline") this.#add(this.#withoutTask(said(children ?? [], this.#all)), gap);
    else if (type === "fence" || type === "code_block") this.#add(withoutEnd(content, LINE), BLOCK);
    else if (type === "hr") this.#add(RULE, BLOCK);
    else if (type === "list_item_open") this.#mark += markOf(token);
    else if (type === "list_item_close") this.#mark = "";
    else if (!OUTER.includes(type)) this.#gap = GAPS[type] ?? this.#gap;
    else if (level === 0) this.#gap = BLOCK;
  }

  /**
   * @param {string} words
   * @param {string} gap
   */
  #add(words, gap) {
    this.#parts.push(this.#parts.length > 0 ? this.#gap : "", this.#mark, words);
    this.#gap = gap;
    this.#mark = "";
  }

  /** @param {string} words */
  #withoutTask(words) {
    const task = this.#mark ? taskIn(words) : null;
    if (!task) return words;
    const before = this.#mark.endsWith(BULLET) ? this.#mark.slice(0, -BULLET.length) : this.#mark;
    this.#mark = before + (task.done ? DONE_TASK : OPEN_TASK);
    return words.slice(task.mark);
  }
}

/** @param {Token} item of a list */
function markOf({ info, markup }) {
  return info ? `${info}${markup} ` : BULLET;
}

/**
 * @param {Token[]} tokens
 * @param {boolean} all
 * @returns {string}
 */
function said(tokens, all) {
  let words = "";
  let depth = 0;
  for (const token of tokens) {
    const turn = all ? 0 : (HIDES[token.type] ?? 0);
    if (depth === 0) words += turn > 0 ? HIDDEN : wordsOf(token, all);
    depth += turn;
  }
  return words;
}

/**
 * @param {Token} token
 * @param {boolean} all
 */
function wordsOf({ type, content, children }, all) {
  if (type === "softbreak" || type === "hardbreak") return LINE;
  return children && children.length > 0 ? said(children, all) : content;
}
