// @ts-check
/** Putting marks around what is marked in a text, and taking them away. */

/**
 * @typedef {"bold" | "italic" | "strike" | "code" | "spoiler" | "block" | "quote" | "list" | "link"} Kind
 *
 * @typedef {object} Change
 * @property {number} from
 * @property {number} to
 * @property {string} words in place of what stands between the two
 * @property {[number, number]} marked what is marked then
 */

/** @type {Record<string, string[]>} the first is put there, each is taken away */
const AROUND = {
  bold: ["**", "__"],
  italic: ["_", "*"],
  strike: ["~~"],
  code: ["`"],
  spoiler: ["||"],
};
/** @type {Record<string, string>} */
const BEFORE = { quote: "> ", list: "- " };
const FENCE = "```";
const ADDRESS = "https://";
const LETTER = /[\p{L}\p{N}_]/u;

/**
 * What a button or a shortcut makes of a text.
 * @param {string} text
 * @param {number} start of what is marked
 * @param {number} end
 * @param {Kind} kind
 * @returns {Change}
 */
export function change(text, start, end, kind) {
  if (kind === "link") return linked(text, start, end);
  if (kind === "block") return fenced(text, start, end);
  if (kind in BEFORE) return eachLine(text, start, end, BEFORE[kind]);
  const [from, to] = withoutSpace(text, start, end);
  for (const mark of AROUND[kind]) {
    const bare = withoutMark(text, from, to, mark);
    if (bare) return bare;
  }
  return surrounded(text, from, to, markFor(text, from, to, kind));
}

/**
 * A link to an address for the words that are marked.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string} [address] else it is marked, to be typed
 * @returns {Change}
 */
export function linked(text, start, end, address) {
  const [from, to] = withoutSpace(text, start, end);
  const words = text.slice(from, to);
  const at = from + words.length + 3;
  const leads = address ?? ADDRESS;
  const after = at + leads.length;
  return {
    from,
    to,
    words: `[${words}](${leads})`,
    marked: address ? [after + 1, after + 1] : [at, after],
  };
}

/**
 * Marks stand beside words, never beside space.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function withoutSpace(text, start, end) {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text[from])) from++;
  while (from < to && /\s/.test(text[to - 1])) to--;
  return [from, to];
}

/**
 * Within a word `_` marks nothing, and where backquotes are, more of them stand around.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {string} kind
 */
function markFor(text, from, to, kind) {
  const [mark, other] = AROUND[kind];
  const isWithinWord = LETTER.test(text[from - 1] ?? "") || LETTER.test(text[to] ?? "");
  if (kind === "italic" && isWithinWord) return other;
  return kind === "code" && text.slice(from, to).includes("`") ? "``" : mark;
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {string} mark
 * @returns {Change | null} null where it is not there
 */
function withoutMark(text, from, to, mark) {
  const words = text.slice(from, to);
  const { length } = mark;
  if (runBefore(text, from, mark) && runAfter(text, to, mark)) {
    return { from: from - length, to: to + length, words, marked: [from - length, to - length] };
  }
  const isInside =
    to - from > 2 * length && runAfter(text, from, mark) && runBefore(text, to, mark);
  if (!isInside) return null;
  return { from, to, words: words.slice(length, -length), marked: [from, to - 2 * length] };
}

/**
 * Whether a mark ends there; two of a sign are another mark than one, three are both.
 * @param {string} text
 * @param {number} at
 * @param {string} mark
 */
function runBefore(text, at, mark) {
  let run = 0;
  while (text[at - run - 1] === mark[0]) run++;
  return run === mark.length || run === 3;
}

/**
 * @param {string} text
 * @param {number} at
 * @param {string} mark
 */
function runAfter(text, at, mark) {
  let run = 0;
  while (text[at + run] === mark[0]) run++;
  return run === mark.length || run === 3;
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {string} mark around each paragraph, for it marks nothing beyond
 * @returns {Change}
 */
function surrounded(text, from, to, mark) {
  const words = text
    .slice(from, to)
    .split(/(\n{2,})/)
    .map((part, at) => (at % 2 ? part : mark + part + mark))
    .join("");
  const { length } = mark;
  return { from, to, words, marked: [from + length, from + words.length - length] };
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function wholeLines(text, start, end) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", end);
  return [from, next < 0 ? text.length : next];
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string} mark
 * @returns {Change}
 */
function eachLine(text, start, end, mark) {
  const [from, to] = wholeLines(text, start, end);
  const lines = text.slice(from, to).split("\n");
  const isOn = lines.every((line) => line.startsWith(mark));
  const words = lines.map((line) => (isOn ? line.slice(mark.length) : mark + line)).join("\n");
  return { from, to, words, marked: [from, from + words.length] };
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {Change}
 */
function fenced(text, start, end) {
  const [from, to] = wholeLines(text, start, end);
  const lines = text.slice(from, to);
  const isOn = text.slice(0, from).endsWith(`${FENCE}\n`) && text.startsWith(`\n${FENCE}`, to);
  if (isOn) {
    const before = from - FENCE.length - 1;
    const after = to + FENCE.length + 1;
    return { from: before, to: after, words: lines, marked: [before, before + lines.length] };
  }
  const at = from + FENCE.length + 1;
  const words = `${FENCE}\n${lines}\n${FENCE}`;
  return { from, to, words, marked: [at, at + lines.length] };
}
