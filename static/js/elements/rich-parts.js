// @ts-check
/** The parts of a message written in Markdown that do something. */

import { render } from "../../vendor/lit.js";
import { t } from "../texts.js";
import { colour } from "./code-colours.js";
import { icon } from "./late-icon.js";

/** As much of the name of a language as is shown. */
const LONGEST_NAME = 24;

/**
 * A box whose content is seen by moving it sideways where it is too wide.
 * @param {string} label
 */
export function sideways(label) {
  const box = document.createElement("div");
  box.className = "sideways";
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", label);
  return box;
}

/**
 * @param {string} content
 * @param {string} info what stands beside its fence
 */
export function codeBlock(content, info = "") {
  const language = info.trim().split(/\s/, 1)[0].slice(0, LONGEST_NAME);
  const block = document.createElement("div");
  const head = document.createElement("div");
  const pre = document.createElement("pre");
  const code = document.createElement("code");
  block.className = "code-block";
  head.className = "code-head";
  head.append(language || t("Code"), copyButton(content));
  code.textContent = content;
  pre.append(code);
  const box = sideways(t("Code"));
  box.append(pre);
  block.append(head, box);
  if (language) code.className = `language-${language.toLowerCase()}`;
  if (language) colour(code, content, language.toLowerCase());
  return block;
}

/** @param {string} content */
function copyButton(content) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-code";
  button.title = t("Copy code");
  button.setAttribute("aria-label", t("Copy code"));
  button.addEventListener("click", () => wishCopy(button, content));
  render(icon("copy"), button);
  return button;
}

/**
 * A piece of code that one has clicked, and not marked a part of.
 * @param {Element} code
 */
export function copyPiece(code) {
  if (getSelection()?.isCollapsed) wishCopy(code, code.textContent ?? "");
}

/**
 * @param {Element} place
 * @param {string} text
 */
function wishCopy(place, text) {
  place.dispatchEvent(new CustomEvent("copy-wish", { bubbles: true, detail: text }));
}

/**
 * Words that are hidden until one asks for them.
 * @returns {[HTMLElement, HTMLElement]} the whole, and what they stand in
 */
export function spoiler() {
  const whole = document.createElement("span");
  const words = document.createElement("span");
  whole.className = "spoiler";
  whole.tabIndex = 0;
  whole.setAttribute("role", "button");
  whole.setAttribute("aria-label", t("Hidden text: show it"));
  words.inert = true;
  whole.append(words);
  const show = (/** @type {Event} */ event) => {
    event.preventDefault();
    event.stopPropagation();
    whole.removeEventListener("click", show);
    whole.removeEventListener("keydown", key);
    for (const name of ["tabindex", "role", "aria-label"]) whole.removeAttribute(name);
    whole.classList.add("shown");
    words.inert = false;
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" || event.key === " ") show(event);
  };
  whole.addEventListener("click", show);
  whole.addEventListener("keydown", key);
  return [whole, words];
}

/** @param {boolean} done */
export function taskBox(done) {
  const box = document.createElement("span");
  box.className = done ? "task-box done" : "task-box";
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", done ? t("Done:") : t("To do:"));
  if (done) render(icon("check"), box);
  return box;
}
