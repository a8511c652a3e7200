// @ts-check
/**
 * The Markdown of messages: CommonMark with struck words, tables and spoilers; HTML is text.
 * `messenger/markdown/parser.py` has the same.
 *
 * @typedef {import("markdown-it").Token} Token
 * @typedef {import("markdown-it").StateInline} StateInline
 */

import { MarkdownIt } from "../../../vendor/markdown-it.js";
import { withoutEnd } from "../without-end.js";
import { isTooDense } from "./density.js";

/** Deeper than this nobody nests on purpose: such a text stays as it is. */
const DEEPEST = 20;
/** Where a link may lead. */
const ADDRESS = /^(?:https?:\/\/|mailto:|tel:)/i;
/** What is left of an address, from its colon on, and what ends a sentence rather than an address. */
const REST = /[^\s<>"`|[\]\\]+/y;
const TAIL = ".,!?:;'»”…)*_~";
const SCHEME = /(?<![\p{L}\p{N}_])https?$/iu;
const NICK = /@[a-z0-9_.]{3,32}/iy;
const BEFORE_NICK = /[\p{L}\p{N}_.@]/u;
/** Where something other than words may begin. */
const SIGN = /[\n!#$%&*+\-:<=>@[\\\]^_`{|}~]/g;
const PIPE = "|";

const parser = new MarkdownIt("commonmark", {
  html: false,
  breaks: true,
  maxNesting: DEEPEST,
});
// The addresses in a text are found in what is left as words, by whoever draws them.
parser.enable(["table", "strikethrough"]);
parser.disable(["html_block", "html_inline"]);
parser.inline.ruler.at("text", words);
parser.inline.ruler.before("newline", "address", address);
parser.inline.ruler.before("newline", "nick", nick);
parser.inline.ruler.before("emphasis", "spoiler", spoiler);
parser.inline.ruler2.before("emphasis", "spoiler", pairSpoilers);
parser.validateLink = leadsOut;

/**
 * The tokens of a text; null where it is nested too deep or too dense to be read.
 * @param {string} source
 * @returns {Token[] | null}
 */
export function parse(source) {
  if (isTooDense(source)) return null;
  const tokens = parser.parse(source, {});
  return tokens.some(({ level }) => level >= DEEPEST - 1) ? null : tokens;
}

/**
 * Whether a link may lead there; what would lead elsewhere is no link.
 * @param {string} address
 */
export function leadsOut(address) {
  return ADDRESS.test(address);
}

/**
 * @param {RegExp} sticky
 * @param {StateInline} state
 */
function found(sticky, { src, pos, posMax }) {
  sticky.lastIndex = pos;
  return sticky.exec(src)?.[0].slice(0, posMax - pos) ?? "";
}

/**
 * @param {StateInline} state
 * @param {boolean} silent
 * @param {string} kept words that mark nothing
 */
function keep(state, silent, kept) {
  if (kept === "") return false;
  if (!silent) state.pending += kept;
  state.pos += kept.length;
  return true;
}

/**
 * Everything up to the next sign.
 * @param {StateInline} state
 * @param {boolean} silent
 */
function words(state, silent) {
  SIGN.lastIndex = state.pos;
  const end = Math.min(SIGN.exec(state.src)?.index ?? state.posMax, state.posMax);
  return keep(state, silent, state.src.slice(state.pos, end));
}

/**
 * Take an address as it is: its signs mark nothing.
 * @param {StateInline} state
 * @param {boolean} silent
 */
function address(state, silent) {
  const { src, pos } = state;
  if (!src.startsWith("://", pos) || !SCHEME.test(src.slice(Math.max(0, pos - 6), pos))) {
    return false;
  }
  return keep(state, silent, withoutEnd(found(REST, state), TAIL));
}

/**
 * Take a nick as it is: it may hold and end with `_`.
 * @param {StateInline} state
 * @param {boolean} silent
 */
function nick(state, silent) {
  if (BEFORE_NICK.test(state.src.slice(Math.max(0, state.pos - 1), state.pos))) return false;
  return keep(state, silent, found(NICK, state));
}

/**
 * Note each `||`, which may begin or end a spoiler.
 * @param {StateInline} state
 * @param {boolean} silent
 */
function spoiler(state, silent) {
  if (silent || !state.src.startsWith(PIPE + PIPE, state.pos)) return false;
  const run = state.scanDelims(state.pos, true);
  if (run.length < 2) return false;
  if (run.length % 2 === 1) state.push("text", "", 0).content = PIPE;
  for (let at = 0; at < Math.floor(run.length / 2); at++) {
    state.push("text", "", 0).content = PIPE + PIPE;
    const { can_open: open, can_close: close } = run;
    const token = state.tokens.length - 1;
    state.delimiters.push({ marker: PIPE.charCodeAt(0), length: 0, token, end: -1, open, close });
  }
  state.pos += run.length;
  return true;
}

/** @param {StateInline} state */
function pairSpoilers(state) {
  turnPairs(state.tokens, state.delimiters);
  for (const meta of state.tokens_meta) turnPairs(state.tokens, meta?.delimiters ?? []);
}

/**
 * @param {Token[]} tokens
 * @param {StateInline["delimiters"]} delimiters
 */
function turnPairs(tokens, delimiters) {
  for (const { marker, token, end } of delimiters) {
    if (marker !== PIPE.charCodeAt(0) || end === -1) continue;
    const last = tokens[delimiters[end].token];
    Object.assign(tokens[token], { type: "spoiler_open", nesting: 1, content: "" });
    Object.assign(last, { type: "spoiler_close", nesting: -1, content: "" });
  }
}
