// @ts-check
/**
 * A message written in Markdown as elements of the page. They are made one by one from the kinds of
 * tokens that are named here, and text is only ever text: nothing else can come out of a message.
 *
 * @typedef {import("../models/markdown/parser.js").Token} Token
 */

import { leadsOut, parse } from "../models/markdown/parser.js";
import { withShortcodes } from "../models/markdown/shortcodes.js";
import { mayHaveMarkup } from "../models/markdown/signs.js";
import { taskIn } from "../models/markdown/tasks.js";
import { plainWords, tell } from "../models/markdown/words.js";
import { textParts, withMentions } from "../models/text-parts.js";
import { withoutEnd } from "../models/without-end.js";
import { t } from "../texts.js";
import { codeBlock, copyPiece, sideways, spoiler, taskBox } from "./rich-parts.js";

/** What an element of each kind is. */
const ELEMENTS = new Map([
  ["blockquote", "blockquote"],
  ["bullet_list", "ul"],
  ["em", "em"],
  ["heading", ""],
  ["link", "a"],
  ["list_item", "li"],
  ["ordered_list", "ol"],
  ["paragraph", "p"],
  ["s", "s"],
  ["spoiler", "span"],
  ["strong", "strong"],
  ["table", "table"],
  ["tbody", "tbody"],
  ["td", "td"],
  ["th", "th"],
  ["thead", "thead"],
  ["tr", "tr"],
]);
/** @type {[string, (token: Token) => Element][]} what has nothing in it */
const KINDS_OF_LEAVES = [
  ["code_block", ({ content }) => codeBlock(withoutEnd(content, "\n"))],
  ["code_inline", ({ content }) => piece(content)],
  ["fence", ({ content, info }) => codeBlock(withoutEnd(content, "\n"), info)],
  ["hardbreak", () => document.createElement("br")],
  ["hr", () => document.createElement("hr")],
  ["softbreak", () => document.createElement("br")],
];
const LEAVES = new Map(KINDS_OF_LEAVES);
const HEADING = /^h[1-6]$/;
const ALIGN = /^text-align:(left|center|right)$/;
/** What may be written from right to left, whatever stands around it. */
const OWN_DIRECTION = ["paragraph", "heading", "list_item", "td", "th"];
const NEW_TAB = /^https?:/i;

/**
 * @param {string} source
 * @param {boolean} [named] whether it names people
 * @returns {HTMLElement | null} null where it is to be shown as it stands
 */
export function richText(source, named = false) {
  const tokens = mayHaveMarkup(source) ? parse(source) : null;
  if (!tokens || tell(tokens, source) === source) return null;
  const whole = document.createElement("div");
  whole.className = "words rich";
  new Drawing(whole, named).blocks(tokens);
  return whole;
}

/** Puts elements into one another as their tokens open and close. */
class Drawing {
  /** @type {Element[]} */
  #open;
  #named;
  /** How many links are open: within one there is no other. */
  #links = 0;
  /** Whether the next words are the first of a list's item. */
  #mayBeTask = false;

  /**
   * @param {Element} whole
   * @param {boolean} named
   */
  constructor(whole, named) {
    this.#open = [whole];
    this.#named = named;
  }

  /** @param {Token[]} tokens */
  blocks(tokens) {
    for (const token of tokens) {
      if (token.type === "inline") this.#inline(token.children ?? []);
      else this.#piece(token);
    }
  }

  /** @param {Token[]} tokens */
  #inline(tokens) {
    const task = this.#mayBeTask ? taskIn(tokens[0]?.content ?? "") : null;
    this.#mayBeTask = false;
    if (task) this.#task(task.done);
    tokens.forEach((token, at) => {
      if (at === 0 && task) this.#words(token.content.slice(task.mark));
      else this.#piece(token);
    });
  }

  /** @param {Token} token */
  #piece(token) {
    const leaf = LEAVES.get(token.type);
    if (leaf) this.#add(leaf(token));
    else if (token.type === "text") this.#words(token.content);
    else if (token.type === "image") this.#image(token);
    else this.#turn(token);
  }

  /**
   * Open or close an element.
   * @param {Token} token
   */
  #turn(token) {
    const kind = token.type.replace(/_(open|close)$/, "");
    if (token.hidden || !ELEMENTS.has(kind)) return;
    if (kind === "link") this.#links += token.nesting;
    if (token.nesting > 0) this.#opened(kind, token);
    else if (this.#open.length > 1) this.#open.pop();
  }

  /**
   * @param {string} kind
   * @param {Token} token
   */
  #opened(kind, token) {
    if (kind === "table") this.#begin(sideways(t("Table")), document.createElement("table"));
    else if (kind === "spoiler") this.#begin(...spoiler());
    else this.#begin(elementOf(kind, token));
    this.#mayBeTask = kind === "list_item" || (this.#mayBeTask && kind === "paragraph");
  }

  /**
   * @param {Element} outer
   * @param {Element} [inner] what its content stands in
   */
  #begin(outer, inner = outer) {
    if (inner !== outer && !inner.parentNode) outer.append(inner);
    this.#add(outer);
    this.#open.push(inner);
  }

  /** @param {boolean} done */
  #task(done) {
    this.#open.findLast((element) => element.localName === "li")?.classList.add("task");
    this.#add(taskBox(done));
  }

  /** @param {string} text */
  #words(text) {
    const said = withShortcodes(text);
    if (this.#links > 0) return this.#add(said);
    const parts = this.#named ? withMentions(textParts(said)) : textParts(said);
    for (const { text: words, href, nick } of parts) {
      if (nick) this.#add(mention(words, nick));
      else this.#add(href ? link(href, words) : words);
    }
  }

  /**
   * Nothing is fetched for a message: a picture of elsewhere is a link to it.
   * @param {Token} token
   */
  #image(token) {
    const address = String(token.attrGet("src") ?? "");
    const words = plainWords(token.content, true) || address;
    this.#add(this.#links > 0 ? words : titled(link(address, words), token));
  }

  /** @param {Element | string} piece */
  #add(piece) {
    this.#open.at(-1)?.append(piece);
  }
}

/** @param {string} content */
function piece(content) {
  const code = document.createElement("code");
  code.textContent = content;
  code.addEventListener("click", () => copyPiece(code));
  return code;
}

/**
 * @param {string} kind
 * @param {Token} token
 */
function elementOf(kind, token) {
  if (kind === "link") return titled(link(String(token.attrGet("href") ?? "")), token);
  const isHeading = kind === "heading" && HEADING.test(token.tag);
  const element = document.createElement(isHeading ? token.tag : ELEMENTS.get(kind) || "p");
  if (OWN_DIRECTION.includes(kind)) element.dir = "auto";
  if (element instanceof HTMLOListElement) element.start = Number(token.attrGet("start") ?? 1);
  const side = ALIGN.exec(String(token.attrGet("style") ?? ""))?.[1];
  if (side) element.className = side;
  return element;
}

/**
 * @param {string} address
 * @param {string} words
 */
function link(address, words = "") {
  if (!leadsOut(address)) return document.createElement("span");
  const element = document.createElement("a");
  element.href = address;
  element.rel = "noopener noreferrer";
  if (NEW_TAB.test(address)) element.target = "_blank";
  element.append(words);
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {Token} token
 */
function titled(element, token) {
  const title = token.attrGet("title");
  if (title) element.title = String(title);
  return element;
}

/**
 * @param {string} words
 * @param {string} nick
 */
function mention(words, nick) {
  const element = document.createElement("span");
  element.className = "mention";
  element.dataset.nick = nick;
  element.append(words);
  return element;
}
