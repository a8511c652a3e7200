// @ts-check

import { slices, splitText } from "../split-text.js";

/** Of a line that begins a block of code, so much is said again where the block goes on. */
const LONGEST_FENCE = 32;
const FENCE = /^ {0,3}(`{3,}|~{3,})([^`]*)$/;

/**
 * Cut Markdown into pieces that fit into messages: a block of code that is cut ends with its piece
 * and goes on in the next.
 * @param {string} text
 * @param {number} most
 * @returns {string[]}
 */
export function splitMarkdown(text, most) {
  const room = 2 * LONGEST_FENCE + 2;
  if (!text.split("\n").some(isFence) || most < 2 * room) return splitText(text, most);
  /** @type {string[]} */
  const pieces = [];
  let open = "";
  for (const slice of slices(text, most - room)) {
    const body = open ? `${open}\n${slice.replace(/^\n/, "")}` : slice.trimStart();
    open = openAfter(open, slice);
    pieces.push(open ? `${body.trimEnd()}\n${marksOf(open)}` : body.trimEnd());
  }
  return pieces.filter(Boolean);
}

/** @param {string} line */
function isFence(line) {
  return FENCE.test(line);
}

/** @param {string} line that begins or ends a block of code */
function marksOf(line) {
  return FENCE.exec(line)?.[1] ?? "";
}

/**
 * The line by which a block of code has begun that goes on after a text; empty where none does.
 * @param {string} open that of a block that goes on in the text
 * @param {string} text
 */
function openAfter(open, text) {
  let now = open;
  for (const line of text.split("\n").filter(isFence)) {
    const [, marks, info] = FENCE.exec(line) ?? ["", "", ""];
    if (!now) now = `${marks}${info.trim().split(" ", 1)[0]}`.slice(0, LONGEST_FENCE);
    else if (info.trim() === "" && marks.startsWith(marksOf(now))) now = "";
  }
  return now;
}
