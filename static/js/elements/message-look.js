// @ts-check

import { loneEmoji } from "../models/lone-emoji.js";
import { noticeParts, textParts, withMentions } from "../models/text-parts.js";
import { t } from "../texts.js";
import { clockTime, fullTime } from "../times.js";

/**
 * @typedef {import("../models/feed.js").Bubble} Bubble
 *
 * @typedef {object} Look
 * @property {import("../models/text-parts.js").Part[]} parts
 * @property {number} emoji how many, where there is nothing else
 * @property {string} clock
 * @property {string} moment
 * @property {boolean} notices whether it was drawn as a text of the server
 */

/**
 * @param {string} text
 * @param {import("../models/objects.js").Message | null} message
 */
function partsOf(text, message) {
  const named = message?.mentions_all || (message?.mentions ?? []).length > 0;
  return named ? withMentions(textParts(text)) : textParts(text);
}

/**
 * Nobody reads the address of a message.
 * @param {import("../models/text-parts.js").Part} part
 */
function named(part) {
  return part.href?.startsWith("/#") ? { ...part, text: t("Go to the message") } : part;
}

/** @type {WeakMap<object, Look>} by message; a changed one is another object */
const looks = new WeakMap();

/**
 * What is drawn of a message's text and time, worked out once.
 * @param {Bubble} bubble
 * @param {boolean} notices whether the server itself has written it
 * @returns {Look}
 */
export function lookOf({ message, outgoing, text, at }, notices) {
  const key = outgoing ?? message ?? {};
  const known = looks.get(key);
  if (known?.notices === notices) return known;
  const look = {
    parts: notices ? noticeParts(text).map(named) : partsOf(text, message),
    emoji: loneEmoji(text),
    clock: clockTime(at),
    moment: fullTime(at),
    notices,
  };
  looks.set(key, look);
  return look;
}
