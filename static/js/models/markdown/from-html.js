// @ts-check
/** What was copied from a page, as Markdown. The page is only read: nothing of it is fetched or run. */

import { leadsOut } from "./parser.js";

/** Longer pages are pasted without their formatting. */
const LONGEST = 200_000;
/** @type {Record<string, string>} what stands around the words of an element */
const MARKS = { b: "**", strong: "**", em: "_", i: "_", s: "~~", del: "~~", strike: "~~" };
/** @type {[RegExp, string][]} likewise by its looks */
const LOOKS = [
  [/font-weight: *(?:bold|[6-9]00)/i, "**"],
  [/font-style: *italic/i, "_"],
  [/text-decoration[^;]*line-through/i, "~~"],
];
const UNWEIGHTED = /font-weight: *(?:normal|400)/i;
const UNSEEN = "script, style, head, title, template, noscript, svg, button";
const FORMATTED = `a[href], blockquote, code, h1, h2, h3, h4, h5, h6, hr, li, pre, table, .spoiler,
  [data-look*=font-], [data-look*=line-through], ${Object.keys(MARKS).join()}`;
const BLOCKS = ["address", "article", "div", "dd", "dt", "figure", "footer", "header", "main", "p"];
const APART = /^(?:h[1-6]|br|blockquote|hr|ol|pre|table|ul|address|article|div|d[dt]|figure|p)$/;
const SIGNS = /[\\`*[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~~|\|\||^(?:#{1,6} |> |[-+] )/gu;
const TAG = /<[^<>]*>/g;
const HANDLER = /\son[a-z]+\s*=/gi;
const LOOK = /\sstyle\s*=/gi;
const LANGUAGE = /(?:^|\s)lang(?:uage)?-([\w+#-]{1,24})/;

/** @type {Record<string, (element: Element) => string>} */
const KINDS = {
  a: (element) => link(inner(element), element.getAttribute("href") ?? ""),
  blockquote: (element) => apart(eachLine(inner(element).trim(), "> ")),
  br: () => "\n",
  code: (element) => code(element.textContent ?? ""),
  hr: () => apart("---"),
  img: (element) => escaped(element.getAttribute("alt") ?? ""),
  input: (element) =>
    element.getAttribute("type") === "checkbox"
      ? `[${element.hasAttribute("checked") ? "x" : " "}] `
      : "",
  ol: (element) => list(element, (at) => `${at + 1}. `),
  pre: (element) => apart(fence(element)),
  table: (element) => apart(table(element)),
  ul: (element) => list(element, () => "- "),
};

/**
 * @param {string} copied HTML
 * @returns {string} empty where nothing of it is formatted
 */
export function markdownOf(copied) {
  if (copied.length > LONGEST) return "";
  const body = read(copied);
  if (!body.querySelector(FORMATTED)) return "";
  return inner(body)
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/**
 * The words of what was copied.
 * @param {string} copied HTML
 */
export function wordsOn(copied) {
  return read(copied).textContent?.trim() ?? "";
}

/** @param {string} copied */
function read(copied) {
  const { body } = new DOMParser().parseFromString(copied.replace(TAG, calmed), "text/html");
  for (const unseen of body.querySelectorAll(UNSEEN)) unseen.remove();
  return body;
}

/**
 * A tag without what a browser would try to run, and complain of; its looks are read as words.
 * @param {string} tag
 */
function calmed(tag) {
  return tag.replace(HANDLER, " data-handler=").replace(LOOK, " data-look=");
}

/**
 * @param {Element} element
 * @returns {string}
 */
function inner(element) {
  return [...element.childNodes].map(written).join("");
}

/** @param {Node} node */
function written(node) {
  if (node.nodeType === 3) return text(node);
  if (node.nodeType !== 1) return "";
  const element = /** @type {Element} */ (node);
  const { localName } = element;
  const kind = Object.hasOwn(KINDS, localName) ? KINDS[localName] : null;
  if (kind) return kind(element);
  if (/^h[1-6]$/.test(localName)) return heading(element);
  return BLOCKS.includes(localName) ? block(element) : styled(element);
}

/** @param {Node} node */
function text({ nodeValue, previousSibling, nextSibling }) {
  const words = (nodeValue ?? "").replace(/\s+/g, " ");
  const begun = isApart(previousSibling) ? words.trimStart() : words;
  return escaped(isApart(nextSibling) ? begun.trimEnd() : begun);
}

/** @param {Node | null} node */
function isApart(node) {
  return node?.nodeType === 1 && APART.test(/** @type {Element} */ (node).localName);
}

/** @param {Element} element */
function heading(element) {
  const words = inner(element).trim().replaceAll("\n", " ");
  return words && apart(`${"#".repeat(Number(element.localName[1]))} ${words}`);
}

/** @param {Element} element */
function block(element) {
  return element.localName === "p" ? apart(inner(element).trim()) : `\n${inner(element)}\n`;
}

/** @param {Element} element within a line */
function styled(element) {
  const look = element.getAttribute("data-look") ?? "";
  const mark = UNWEIGHTED.test(look) ? undefined : MARKS[element.localName];
  const marks = new Set(mark ? [mark] : []);
  for (const [sign, its] of LOOKS) if (sign.test(look)) marks.add(its);
  if (element.classList.contains("spoiler")) marks.add("||");
  return [...marks].reduce(around, inner(element));
}

/**
 * Marks stand beside words, never beside space.
 * @param {string} words
 * @param {string} mark
 */
function around(words, mark) {
  const bare = words.trim();
  if (!bare || bare.includes("\n\n")) return words;
  const start = words.indexOf(bare);
  return `${words.slice(0, start)}${mark}${bare}${mark}${words.slice(start + bare.length)}`;
}

/**
 * @param {string} words
 * @param {string} address
 */
function link(words, address) {
  const said = words.trim().replaceAll("\n", " ");
  if (!leadsOut(address) || !said) return words;
  if (said === address) return address;
  return `[${said}](<${encodeURI(decoded(address))}>)`.replace(/\(<([^\s()]*)>\)$/, "($1)");
}

/** @param {string} address */
function decoded(address) {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** @param {string} content */
function code(content) {
  const words = content.replaceAll("\n", " ");
  if (!words.trim()) return words;
  return words.includes("`") ? `\`\` ${words} \`\`` : `\`${words}\``;
}

/** @param {Element} pre */
function fence(pre) {
  const content = (pre.textContent ?? "").replace(/\n$/, "");
  const classes = `${pre.className} ${pre.querySelector("code")?.className ?? ""}`;
  const marks = content.includes("```") ? "~~~~" : "```";
  return `${marks}${LANGUAGE.exec(classes)?.[1] ?? ""}\n${content}\n${marks}`;
}

/**
 * @param {Element} element
 * @param {(at: number) => string} mark
 */
function list(element, mark) {
  const items = [...element.children].filter(({ localName }) => localName === "li");
  const lines = items.map((item, at) => {
    const first = mark(at);
    const words = inner(item)
      .trim()
      .replace(/\n{2,}/g, "\n");
    return first + eachLine(words, " ".repeat(first.length)).trimStart();
  });
  const isNested = element.parentElement?.localName === "li";
  return isNested ? `\n${lines.join("\n")}\n` : apart(lines.join("\n"));
}

/** @param {Element} element */
function table(element) {
  const rows = [...element.querySelectorAll("tr")].map(
    (row) => `| ${[...row.children].map(cell).join(" | ")} |`,
  );
  const width = element.querySelector("tr")?.children.length ?? 0;
  return width > 0 ? [rows[0], `|${" --- |".repeat(width)}`, ...rows.slice(1)].join("\n") : "";
}

/** @param {Element} element */
function cell(element) {
  return inner(element)
    .trim()
    .replace(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|");
}

/** @param {string} words */
function escaped(words) {
  return words.replace(SIGNS, (sign) => `\\${sign}`);
}

/** @param {string} words of a block that stands apart from others */
function apart(words) {
  return words && `\n\n${words}\n\n`;
}

/**
 * @param {string} words
 * @param {string} before
 */
function eachLine(words, before) {
  return words
    .split("\n")
    .map((line) => before + line)
    .join("\n");
}
