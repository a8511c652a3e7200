// @ts-check
/** The emoji of this page, brought once, and what the person does with them. */

import { messenger } from "./messenger.js";
import { Catalogue } from "./models/emoji/catalogue.js";
import { newestDrawn } from "./models/emoji/drawn.js";
import { Habits } from "./models/emoji/habits.js";
import { tonesOf } from "./models/emoji/tones.js";

const LANGUAGES = ["en", "ru"];

/** Those of the person at this page. */
export const habits = new Habits(messenger.store);
/** @type {Promise<Catalogue> | null} */
let coming = null;

/** All emoji; fails where they cannot be had, and the next wish asks again. */
export function loadEmoji() {
  coming ??= load();
  coming.catch(() => {
    coming = null;
  });
  return coming;
}

/**
 * An emoji in the tone of this person.
 * @param {import("./models/emoji/catalogue.js").Emoji} emoji
 */
export function inOwnTone({ sign, toned }) {
  return toned ? tonesOf(sign)[habits.tone] : sign;
}

/** Have the browser keep the lists, for a time without a connection. */
export async function keepEmoji() {
  await fetchLists();
}

async function load() {
  const [rows, ...words] = await fetchLists();
  await habits.restore();
  return new Catalogue(rows, words, newestDrawn());
}

/** What there is, and what it is called, first in the language of the page. */
async function fetchLists() {
  const own = document.documentElement.lang === "ru" ? "ru" : "en";
  const names = [own, ...LANGUAGES.filter((language) => language !== own)];
  return await Promise.all(["emoji", ...names].map(fetchList));
}

/** @param {string} name of a file in `static/emoji` */
async function fetchList(name) {
  const answer = await fetch(`${document.documentElement.dataset.static}emoji/${name}.json`);
  if (!answer.ok) throw new Error(`no emoji: ${answer.status}`);
  return await answer.json();
}
