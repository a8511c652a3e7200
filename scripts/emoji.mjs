// Makes the lists of emoji that browsers load from the data of Emojibase: what there is, and what
// it is called in each language. With --check it only tells whether they fit the data.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { plain } from "../static/js/models/emoji/plain.js";
import { tonesOf } from "../static/js/models/emoji/tones.js";

const FOLDER = "static/emoji";
const LICENSE = "static/vendor/licenses/emojibase-data.txt";
const LANGUAGES = ["en", "ru"];
/** What systems of two years ago draw. */
const NEWEST = 15.1;
/** Younger ones may be missing: the browser looks. */
const DRAWN_EVERYWHERE = 13.1;
/** The groups of Unicode by number; 2 holds the parts of which others are made. */
const GROUPS = {
  0: "smileys",
  1: "people",
  3: "nature",
  4: "food",
  5: "travel",
  6: "activities",
  7: "objects",
  8: "symbols",
  9: "flags",
};
/** Where two give one name to different emoji, the one that more people know counts. */
const SHORTCODES = ["github", "iamcal", "emojibase"];
const ONE_EMOJI = /^\p{RGI_Emoji}$/v;

const require = createRequire(import.meta.url);
const read = (name) => require(`emojibase-data/${name}.json`);
const chosen = read("en/data")
  .filter(({ version, group }) => version <= NEWEST && group in GROUPS)
  .sort((a, b) => a.order - b.order);

/** The shortcodes of each by its hexcode; every one belongs to one emoji only. */
function codesByHex() {
  const known = new Set();
  const owned = chosen.map(({ hexcode }) => [hexcode, []]);
  for (const set of SHORTCODES.map((name) => read(`en/shortcodes/${name}`))) {
    for (const [hexcode, own] of owned) {
      const free = [set[hexcode] ?? []].flat().filter((code) => !known.has(code));
      for (const code of free) known.add(code);
      own.push(...free);
    }
  }
  return Object.fromEntries(owned);
}
const codes = codesByHex();

/** As it is written by the standard: of two spellings that are drawn alike only one is an emoji. */
function signOf({ hexcode, emoji }) {
  const bare = String.fromCodePoint(...hexcode.split("-").map((code) => Number.parseInt(code, 16)));
  const sign = [bare, emoji].find((each) => ONE_EMOJI.test(each));
  if (!sign) throw new Error(`${hexcode} is no emoji.`);
  return sign;
}

/** Whether it has skin tones; they must be those that the browser makes by rule. */
function hasTones(entry) {
  const single = (entry.skins ?? []).filter(({ tone }) => !Array.isArray(tone));
  if (single.length === 0) return false;
  const made = tonesOf(signOf(entry));
  if (single.some((skin) => made[skin.tone] !== signOf(skin))) {
    throw new Error(`The tones of ${entry.label} are not made by rule.`);
  }
  return true;
}

function rowOf(entry) {
  const row = [signOf(entry), codes[entry.hexcode].join(" "), hasTones(entry) ? 1 : 0];
  return entry.version > DRAWN_EVERYWHERE ? [...row, entry.version] : row;
}

/** One line an emoji, so that a change of the data can be read. */
const lines = (entries) => entries.map((entry) => JSON.stringify(entry)).join(",\n");

function emojiFile() {
  const groups = Object.entries(GROUPS).map(([number, name]) => {
    const rows = chosen.filter(({ group }) => group === Number(number)).map(rowOf);
    return `${JSON.stringify(name)}: [\n${lines(rows)}\n]`;
  });
  return `{\n${groups.join(",\n")}\n}\n`;
}

/** The name of each and the other words it is found by, in the order of all groups. */
function namesFile(language) {
  const known = new Map(read(`${language}/data`).map((entry) => [entry.hexcode, entry]));
  const ordered = Object.keys(GROUPS).flatMap((number) =>
    chosen.filter(({ group }) => group === Number(number)),
  );
  const names = ordered.map(({ hexcode }) => {
    const { label, tags = [] } = known.get(hexcode);
    const inLabel = plain(label).split(" ");
    const words = new Set(tags.flatMap((tag) => plain(tag).split(" ")));
    return `${label}|${[...words].filter((word) => !inLabel.includes(word)).join(" ")}`;
  });
  return `[\n${lines(names)}\n]\n`;
}

const wanted = {
  [`${FOLDER}/emoji.json`]: emojiFile(),
  ...Object.fromEntries(
    LANGUAGES.map((language) => [`${FOLDER}/${language}.json`, namesFile(language)]),
  ),
  [LICENSE]: readFileSync("node_modules/emojibase-data/LICENSE", "utf8"),
};
mkdirSync(FOLDER, { recursive: true });
for (const [path, text] of Object.entries(wanted)) {
  if (!process.argv.includes("--check")) {
    writeFileSync(path, text);
  } else if (readFileSync(path, "utf8") !== text) {
    console.error(`${path} does not fit the data: run \`make emoji\`.`);
    process.exitCode = 1;
  }
}
