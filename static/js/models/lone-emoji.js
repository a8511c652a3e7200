// @ts-check

const MOST = 7;
/** Longer than any seven emoji, so that long texts are not looked at. */
const LONGEST = 120;
const LETTER = /\p{L}/u;

/** What it takes to count emoji: made when there may be some, for it takes long to make. */
let tools = /** @type {{emoji: RegExp, graphemes: Intl.Segmenter} | null} */ (null);

function bringTools() {
  tools ??= {
    emoji: /^\p{RGI_Emoji}$/v,
    graphemes: new Intl.Segmenter(undefined, { granularity: "grapheme" }),
  };
  return tools;
}

/**
 * How many emoji a text consists of, where it is one to seven of them and nothing else; else 0.
 * @param {string} text
 */
export function loneEmoji(text) {
  if (text.length > LONGEST || LETTER.test(text)) return 0;
  const { emoji, graphemes } = bringTools();
  const signs = [...graphemes.segment(text)]
    .map(({ segment }) => segment)
    .filter((sign) => sign.trim() !== "");
  const lone = signs.length <= MOST && signs.every((sign) => emoji.test(sign));
  return lone ? signs.length : 0;
}
