// @ts-check

import { markdown } from "../markdown.js";
import { loneEmoji } from "../models/lone-emoji.js";
import { noticeParts, textParts, withMentions } from "../models/text-parts.js";
import { t } from "../texts.js";
import { clockTime, fullTime } from "../times.js";

/**
 * @typedef {import("../models/feed.js").Bubble} Bubble
 *
 * @typedef {object} Look
 * @property {import("../models/text-parts.js").Part[]} parts
 * @property {HTMLElement | null} rich in place of them, where it is written in Markdown
 * @property {number} emoji how many, where there is nothing else
 * @property {string} clock
 * @property {string} moment
 * @property {number} edition of the reading of Markdown, by which it was drawn
 * @property {boolean} notices whether it was drawn as a text of the server
 */

/** @param {Bubble} bubble */
function isNaming({ message }) {
  return message?.mentions_all === true || (message?.mentions ?? []).length > 0;
}

/** @param {Bubble} bubble */
function partsOf(bubble) {
  const parts = textParts(bubble.text);
  return isNaming(bubble) ? withMentions(parts) : parts;
}

/** @param {Bubble} bubble */
function richOf(bubble) {
  const { format, text, key, message, outgoing } = bubble;
  if (format !== "markdown" || !markdown.reader) return null;
  const place = `${message?.chat_id ?? outgoing?.chat_id}/${key}`;
  return markdown.reader.drawMessage(place, text, isNaming(bubble));
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
export function lookOf(bubble, notices) {
  const { message, outgoing, text, at } = bubble;
  const key = outgoing ?? message ?? {};
  const { edition } = markdown;
  const known = looks.get(key);
  if (known?.notices === notices && known.edition === edition) return known;
  const look = {
    parts: notices ? noticeParts(text).map(named) : partsOf(bubble),
    rich: richOf(bubble),
    edition,
    emoji: bubble.attachments.length > 0 ? 0 : loneEmoji(text),
    clock: clockTime(at),
    moment: fullTime(at),
    notices,
  };
  looks.set(key, look);
  return look;
}
