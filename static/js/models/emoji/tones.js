// @ts-check
/** Skin tones: 0 is the yellow of everybody, 1 the lightest, 5 the darkest. */

const TONES = ["", "\u{1F3FB}", "\u{1F3FC}", "\u{1F3FD}", "\u{1F3FE}", "\u{1F3FF}"];
const PERSON = /\p{Emoji_Modifier_Base}/u;
/** Of two people who hold hands the hands between them keep their colour. */
const HELD_HANDS = "\u200D\u{1F91D}\u200D";
const ANY_TONE = /[\u{1F3FB}-\u{1F3FF}]/gu;
/** It asks for colours; behind a tone it must not stand. */
const IN_COLOUR = "\uFE0F";

/**
 * An emoji in all tones, by their numbers.
 * @param {string} emoji one that has tones, without any
 * @returns {string[]}
 */
export function tonesOf(emoji) {
  return TONES.map((tone) => withTone(emoji, tone));
}

/**
 * The emoji of which one is a tone.
 * @param {string} emoji
 */
export function withoutTone(emoji) {
  return emoji.replace(ANY_TONE, "");
}

/**
 * @param {string} emoji
 * @param {string} tone
 */
function withTone(emoji, tone) {
  if (tone === "") return emoji;
  return emoji
    .split(HELD_HANDS)
    .map((part) => Array.from(part, (sign) => (PERSON.test(sign) ? sign + tone : sign)).join(""))
    .join(HELD_HANDS)
    .replaceAll(tone + IN_COLOUR, tone);
}
