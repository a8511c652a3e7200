// @ts-check
/** The search of the help centre while one types; without this its form works as any other. */

import { showMoments } from "./moments.js";

/** So long the typing rests before the server is asked, in ms. */
const REST = 80;
const FIELDS = "input, textarea, select, [contenteditable]";
/** What a search changes: the words on it, and what was found. */
const PARTS = ["#help-said", "#help-found"];
const LINKS = ".help-row";

/** @type {HTMLInputElement | null} */
const field = document.querySelector(".help-search input[type=search]");
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {AbortController | undefined} */
let asking;

/** The address of what is typed, which keeps the language that was asked for. */
function address() {
  const url = new URL(location.href);
  url.searchParams.delete("q");
  if (field?.value.trim()) url.searchParams.set("q", field.value);
  return url;
}

async function search() {
  asking?.abort();
  asking = new AbortController();
  const url = address();
  try {
    const answer = await fetch(url, { signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of PARTS) {
      const fresh = page.querySelector(part);
      if (fresh) document.querySelector(part)?.replaceChildren(...fresh.childNodes);
    }
    history.replaceState(null, "", url);
  } catch {
    // A newer search, or no server: what was found last stays, and Enter asks again.
  }
}

/** @param {number} step */
function go(step) {
  const stops = [
    field,
    .../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(LINKS)),
  ];
  const at = stops.indexOf(/** @type {HTMLElement | null} */ (document.activeElement));
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
}

/** Whether the focus is where the arrows go through what was found. */
function isAmongFound() {
  const focused = document.activeElement;
  return focused !== null && (focused === field || focused.matches(LINKS));
}

/** @param {KeyboardEvent} event */
function key(event) {
  const { key: name, target, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey || event.isComposing) return;
  const types = target instanceof Element && target.matches(FIELDS);
  if (name === "/" && !types) field?.focus();
  else if (name === "ArrowDown" && isAmongFound()) go(1);
  else if (name === "ArrowUp" && isAmongFound()) go(-1);
  else return;
  event.preventDefault();
}

if (document.querySelector(PARTS[0])) {
  field?.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, REST);
  });
}
document.addEventListener("keydown", key);

showMoments(document);
