// @ts-check

import { html } from "../../vendor/lit.js";
import { icons } from "../icons.js";

/** @type {Map<string, TemplateStringsArray>} */
const drawings = new Map();

/**
 * The markup of an icon as a template of its own: it is read once and then only copied.
 * @param {string} name
 */
function drawing(name) {
  const known = drawings.get(name);
  if (known) return known;
  const markup = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${icons[name]}</svg>`;
  const made = Object.assign([markup], { raw: [markup] });
  drawings.set(name, made);
  return made;
}

/** @param {string} name of an icon that ships with the page */
export function icon(name) {
  return html(drawing(name));
}
