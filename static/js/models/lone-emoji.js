// @ts-check

const MOST = 7;
/** Longer than any seven emoji, so that long texts are not looked at. */
const LONGEST = 120;
const EMOJI = /^\p{RGI_Emoji}$/v;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * How many emoji a text consists of, where it is one to seven of them and nothing else; else 0.
 * @param {string} text
 */
export function loneEmoji(text) {
  if (text.length > LONGEST) return 0;
  const signs = [...graphemes.segment(text)]
    .map(({ segment }) => segment)
    .filter((sign) => sign.trim() !== "");
  const lone = signs.length <= MOST && signs.every((sign) => EMOJI.test(sign));
  return lone ? signs.length : 0;
}
