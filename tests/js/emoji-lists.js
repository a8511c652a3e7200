import { readFileSync } from "node:fs";
import { Catalogue } from "../../static/js/models/emoji/catalogue.js";

/** What the browser loads under a name. */
export const listOf = (name) =>
  JSON.parse(readFileSync(new URL(`../../static/emoji/${name}.json`, import.meta.url), "utf8"));

/** All emoji as a page has them whose language comes first. */
export function allEmoji(languages = ["ru", "en"], newest = undefined) {
  return new Catalogue(listOf("emoji"), languages.map(listOf), newest);
}
