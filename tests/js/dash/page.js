import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

/**
 * Run one of the classic scripts of `static/js/dash/` in a page of its own.
 * @param {string} name of the file, with its folder
 * @param {Record<string, unknown>} [globals] of the page
 * @returns {any} the page's `dash_clientside`
 */
export function load(name, globals = {}) {
  const source = readFileSync(new URL(`../../../static/js/dash/${name}`, import.meta.url), "utf8");
  const dash_clientside = { no_update: "as it was", callback_context: {} };
  const window = { dash_clientside };
  runInNewContext(source, { window, ...globals });
  return window.dash_clientside;
}

/** Arrays and objects of another context are equal to ours only by value. */
export const plain = (/** @type {unknown} */ value) => JSON.parse(JSON.stringify(value));
