// @ts-check

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"]+/giu;
/** Signs that end a sentence rather than a link; a bracket only where none was opened. */
const TRAILING = ".,!?:;'»”…";

/** A nick after an `@`, where no letter stands before it. */
const MENTION = /(?<![\p{L}\p{N}_.@])@([a-z0-9_.]{3,32}|all)(?![\p{L}\p{N}_])/giu;

/** @typedef {{text: string, href?: string, nick?: string}} Part */

/**
 * What was found without the signs at its end, each of which is looked at once.
 * @param {string} found
 */
function withoutTail(found) {
  let unopened = count(found, ")") - count(found, "(");
  let end = found.length;
  while (TRAILING.includes(found[end - 1]) || (found[end - 1] === ")" && unopened > 0)) {
    if (found[end - 1] === ")") unopened--;
    end--;
  }
  return found.slice(0, end);
}

/**
 * @param {string} text
 * @param {string} sign
 */
function count(text, sign) {
  return text.split(sign).length - 1;
}

/**
 * A text cut into plain parts and links.
 * @param {string} text
 * @returns {Part[]}
 */
export function textParts(text) {
  /** @type {Part[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const link = withoutTail(match[0]);
    const href = link.toLowerCase().startsWith("www.") ? `https://${link}` : link;
    if (!URL.canParse(href)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: link, href });
    end = match.index + link.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/**
 * The plain parts of a text cut into what stands between mentions, and these.
 * @param {Part[]} parts
 * @returns {Part[]}
 */
export function withMentions(parts) {
  return parts.flatMap((part) => (part.href ? [part] : mentionParts(part.text)));
}

/**
 * @param {string} text
 * @returns {Part[]}
 */
function mentionParts(text) {
  /** @type {Part[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(MENTION)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: match[0], nick: match[1].toLowerCase() });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/**
 * A text of the server cut into plain parts and links to its own pages.
 * @param {string} text
 * @returns {Part[]}
 */
export function noticeParts(text) {
  // What stands between two links, and a link, in turn.
  const cut = text.split(/(\/account\/[a-z-]+|\/#\d+\/\d+)/);
  const parts = cut.map((words, at) => (at % 2 ? { text: words, href: words } : { text: words }));
  return parts.filter((part) => part.text);
}
