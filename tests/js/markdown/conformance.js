/** How the renderer of messages draws the examples of the CommonMark specification. */
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { MarkdownIt } from "../../../static/vendor/markdown-it.js";

const FOLDER = new URL("../../markdown/", import.meta.url);
const { window } = new JSDOM("");
for (const name of ["window", "document", "HTMLElement", "HTMLOListElement", "customElements"]) {
  globalThis[name] ??= name === "window" ? window : window[name];
}
globalThis.Node ??= window.Node;
const { richText } = await import("../../../static/js/elements/rich-text.js");

const KEPT = ["href", "start", "title", "src", "alt"];
const ALLOWED = /^(https?:\/\/|mailto:|tel:)/i;
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, ul, ol, blockquote, pre, hr, table";
const withHtml = new MarkdownIt("commonmark", { html: true });

export const { examples } = JSON.parse(readFileSync(new URL("commonmark.json", FOLDER), "utf8"));

/** Why an example may differ, and what makes both sides one where nothing else does. */
const REASONS = {
  html: { applies: ({ markdown }) => holdsHtml(markdown) },
  address: { applies: (example) => strangeIn(example).length > 0 },
  nothing: { applies: ({ html }) => isEmpty(elementOf(html)) },
  image: { same: (ours, theirs) => [ours, picturesAsLinks(theirs)] },
  bare: { same: (ours, theirs) => [withoutLinks(ours), withoutLinks(theirs)] },
  line: { same: (ours, theirs) => [breaksAsLines(ours), breaksAsLines(theirs)] },
};

/**
 * @param {{markdown: string, html: string}} example
 * @returns {string | null} why it differs, "" where nobody knows; null where it is as specified
 */
export function difference(example) {
  const ours = draw(example.markdown);
  const theirs = elementOf(example.html);
  if (normal(ours) === normal(theirs)) return null;
  for (const [reason, { applies, same }] of Object.entries(REASONS)) {
    if (applies?.(example)) return reason;
    if (same) {
      const [a, b] = same(ours.cloneNode(true), theirs.cloneNode(true));
      if (normal(a) === normal(b)) return reason;
    }
  }
  const all = ["image", "bare", "line"].reduce(
    ([a, b], reason) => REASONS[reason].same(a, b),
    [ours.cloneNode(true), theirs.cloneNode(true)],
  );
  return normal(all[0]) === normal(all[1]) ? "line" : "";
}

/** @param {string} source */
function draw(source) {
  const drawn = richText(source);
  if (drawn) return drawn;
  // As it stands: empty lines part paragraphs to the eye.
  const place = window.document.createElement("div");
  for (const words of source.trim().split(/\n{2,}/)) {
    const paragraph = window.document.createElement("p");
    paragraph.textContent = words;
    place.append(paragraph);
  }
  return place;
}

/** @param {string} html of the specification */
function elementOf(html) {
  const place = window.document.createElement("div");
  place.innerHTML = html;
  return place;
}

/** @param {Element} place */
function normal(place) {
  const copy = place.cloneNode(true);
  for (const block of copy.querySelectorAll(".code-block")) {
    block.replaceWith(block.querySelector("pre"));
  }
  for (const element of copy.querySelectorAll("*")) withoutLooks(element);
  withoutEmptySpace(copy);
  return copy.innerHTML;
}

function withoutLooks(element) {
  const strange = element.getAttributeNames().filter((name) => !KEPT.includes(name));
  for (const name of strange) element.removeAttribute(name);
  if (element.getAttribute("start") === "1") element.removeAttribute("start");
  if (element.localName === "code") element.textContent = element.textContent.trimEnd();
}

/** Space beside blocks, and at the ends of lines, is not seen. */
function withoutEmptySpace(copy) {
  const walker = window.document.createTreeWalker(copy, window.NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (text.parentElement.closest("pre")) continue;
    const before = text.previousSibling;
    const after = text.nextSibling;
    let { data } = text;
    if (!before || before.matches?.(`${BLOCKS}, br`)) data = data.trimStart();
    if (!after || after.matches?.(`${BLOCKS}, br`)) data = data.trimEnd();
    text.data = data.replace(/ *\n */g, "\n");
  }
}

function isEmpty(place) {
  return place.textContent.trim() === "" && !place.querySelector("img");
}

function holdsHtml(markdown) {
  const tokens = withHtml.parse(markdown, {});
  return tokens.some(
    ({ type, children }) =>
      type === "html_block" || (children ?? []).some((child) => child.type === "html_inline"),
  );
}

/** The addresses of an example that lead nowhere from a message. */
function strangeIn({ markdown, html }) {
  const env = {};
  withHtml.parse(markdown, env);
  const defined = Object.values(env.references ?? {}).map(({ href }) => href);
  const drawn = [...elementOf(html).querySelectorAll("[href], [src]")].map(
    (each) => each.getAttribute("href") ?? each.getAttribute("src"),
  );
  return [...new Set([...drawn, ...defined])].filter((address) => !ALLOWED.test(address));
}

/**
 * An example whose addresses are plain words, with others in their place that do lead somewhere.
 * @returns {{markdown: string, html: string} | null} null where they are more than plain words
 */
function leadingSomewhere({ markdown, html }) {
  const strange = strangeIn({ markdown, html });
  if (!strange.every((address) => /^[\w/]+$/.test(address))) return null;
  return strange.reduce(
    (example, address) => {
      const there = `https://e.test/${address.replace(/^\//, "")}`;
      const place = new RegExp(`(?<=\\(\\s*<?|\\]:\\s*<?|^ *<?)${address}(?![\\w/])`, "gm");
      return {
        markdown: example.markdown.replace(place, there),
        html: example.html.replaceAll(`="${address}"`, `="${there}"`),
      };
    },
    { markdown, html },
  );
}

function picturesAsLinks(place) {
  for (const picture of place.querySelectorAll("img")) {
    const link = window.document.createElement("a");
    link.setAttribute("href", picture.getAttribute("src"));
    if (picture.title) link.title = picture.title;
    link.textContent = picture.alt || picture.getAttribute("src");
    picture.replaceWith(link);
  }
  return place;
}

function withoutLinks(place) {
  for (const link of place.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  place.normalize();
  return place;
}

function breaksAsLines(place) {
  for (const each of place.querySelectorAll("br")) each.replaceWith("\n");
  place.normalize();
  for (const text of place.querySelectorAll("p, li, h1, h2, h3, td")) {
    text.innerHTML = text.innerHTML.replace(/\n+/g, "\n");
  }
  return place;
}

const WORDS = {
  address:
    "A link leads to `http`, `https`, `mailto` or `tel`; what would lead elsewhere, also to a page of the messenger itself, is text",
  html: "HTML is text: nothing that people write becomes markup",
  line: "A line break stays one, as it does in every messenger",
  image: "A picture of elsewhere is a link to it: a message fetches nothing",
  nothing: "What would show nothing at all is shown as it was written",
  bare: "An address in a text is a link without any marks",
};

/** The part of the document that tells of every example that differs. */
export function chapter() {
  const reasons = examples.map(difference);
  const same = reasons.filter((reason) => reason === null).length;
  const lines = [`Of ${examples.length} examples ${same} are drawn as specified. The others:`];
  for (const [reason, words] of Object.entries(WORDS)) {
    const differing = examples.filter((_, at) => reasons[at] === reason);
    if (differing.length === 0) continue;
    lines.push(`- ${words} (${differing.length}): ${numbers(differing)}.`);
  }
  const proven = numbers(
    examples.filter((each, at) => reasons[at] === "address" && isSameElsewhere(each)),
  );
  lines.push(`With such an address in place of theirs these are drawn as specified: ${proven}.`);
  return lines.map(wrapped).join("\n\n");
}

/** Whether an example differs by its addresses and what is told of anyway alone. */
function isSameElsewhere(example) {
  const other = leadingSomewhere(example);
  return other !== null && [null, "image", "line"].includes(difference(other));
}

function numbers(some) {
  return some.map(({ example }) => example).join(", ");
}

/** @param {string} line as wide as the document */
function wrapped(line) {
  return line.replace(/(.{1,106})(?: |$)/g, "$1\n").trimEnd();
}
