// @ts-check
/** A message written in Markdown as it is copied: its words, and how they look. */

import { plainWords } from "../models/markdown/words.js";
import { richText } from "./rich-text.js";

const KEPT = ["href", "start", "title"];

/**
 * @param {string} source
 * @returns {{text: string, html: string}} no HTML where it says the same without
 */
export function copyOf(source) {
  const drawn = richText(source);
  if (!drawn) return { text: source, html: "" };
  for (const block of drawn.querySelectorAll(".code-block")) {
    const pre = /** @type {HTMLElement} */ (block.querySelector("pre"));
    block.replaceWith(pre);
  }
  for (const box of drawn.querySelectorAll(".sideways")) box.replaceWith(...box.childNodes);
  for (const box of drawn.querySelectorAll(".task-box")) box.replaceWith(taskBox(box));
  for (const element of drawn.querySelectorAll("*:not(input)")) withoutLooks(element);
  return { text: plainWords(source, true), html: drawn.innerHTML };
}

/** @param {Element} drawn */
function taskBox(drawn) {
  const box = document.createElement("input");
  box.setAttribute("type", "checkbox");
  box.toggleAttribute("checked", drawn.classList.contains("done"));
  return box;
}

/** @param {Element} element */
function withoutLooks(element) {
  const isHidden = element.classList.contains("spoiler");
  const language = /language-\S+/.exec(element.className)?.[0];
  for (const name of element.getAttributeNames()) {
    if (!KEPT.includes(name)) element.removeAttribute(name);
  }
  if (isHidden) element.className = "spoiler";
  if (language) element.className = language;
}
