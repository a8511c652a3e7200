// @ts-check

import { loneEmoji } from "../models/lone-emoji.js";
import { textParts } from "../models/text-parts.js";
import { clockTime, fullTime } from "../times.js";

/**
 * @typedef {import("../models/feed.js").Bubble} Bubble
 *
 * @typedef {object} Look
 * @property {import("../models/text-parts.js").Part[]} parts
 * @property {number} emoji how many, where there is nothing else
 * @property {string} clock
 * @property {string} moment
 */

/** @type {WeakMap<object, Look>} by message; a changed one is another object */
const looks = new WeakMap();

/**
 * What is drawn of a message's text and time, worked out once.
 * @param {Bubble} bubble
 * @returns {Look}
 */
export function lookOf({ message, outgoing, text, at }) {
  const key = outgoing ?? message ?? {};
  const known = looks.get(key);
  if (known) return known;
  const look = {
    parts: textParts(text),
    emoji: loneEmoji(text),
    clock: clockTime(at),
    moment: fullTime(at),
  };
  looks.set(key, look);
  return look;
}
