import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { hasFormatting } from "../../../static/js/models/markdown/formatting.js";
import { parse } from "../../../static/js/models/markdown/parser.js";
import { mayHaveMarkup } from "../../../static/js/models/markdown/signs.js";
import { plainWords } from "../../../static/js/models/markdown/words.js";

const FOLDER = new URL("../../markdown/", import.meta.url);
const expected = JSON.parse(readFileSync(new URL("words.json", FOLDER), "utf8"));
const { examples } = JSON.parse(readFileSync(new URL("commonmark.json", FOLDER), "utf8"));

test("messages say what they say on the server", () => {
  const said = expected.sources.map(({ source }) => ({ source, words: plainWords(source) }));

  assert.deepEqual(said, expected.sources);
});

test("so does every example of the specification", () => {
  const said = examples.map(({ example, markdown }) => [example, plainWords(markdown)]);

  assert.deepEqual(Object.fromEntries(said), expected.examples);
});

test("what is hidden is told where all is asked for, as for copying", () => {
  assert.equal(plainWords("it was ||the **gardener**||", true), "it was the gardener");
});

test("what has no sign has no formatting", () => {
  const sources = [
    ...expected.sources.map(({ source }) => source),
    ...examples.map((e) => e.markdown),
  ];
  const unsigned = sources.filter((source) => !mayHaveMarkup(source));

  assert.ok(unsigned.length > 0);
  for (const source of unsigned) {
    const types = parse(source).flatMap(({ type, children }) => [
      type,
      ...(children ?? []).map((child) => child.type),
    ]);
    const strange = types.filter(
      (type) => !/^(paragraph_|inline|text|softbreak|hardbreak)/.test(type),
    );
    assert.deepEqual(strange, [], source);
  }
});

test("what looks the same as it stands has no formatting", () => {
  for (const text of [
    "5 * 3",
    "snake_case_name",
    "a\n\n\n\nb",
    "-",
    "2. only",
    "http://a_b_c",
    "||",
    ":)",
  ])
    assert.equal(hasFormatting(text), false, text);
  for (const text of [
    "*a*",
    "# a",
    "- a",
    "`a`",
    "\\*a",
    "&amp;",
    "||a||",
    "> a",
    "[a](https://e.test)",
  ])
    assert.equal(hasFormatting(text), true, text);
});

test("twice as much makes at most twice as many tokens", () => {
  const count = (/** @type {string} */ text) =>
    (parse(text) ?? []).reduce((sum, { children }) => sum + 1 + (children ?? []).length, 0);
  for (const unit of [
    "*a* ",
    "[a](https://e.test) ",
    "> a\n",
    "- a\n",
    "`a` ",
    "||a|| ",
    "|a|b|\n",
  ]) {
    assert.ok(count(unit.repeat(50)) > 0);
    assert.ok(count(unit.repeat(100)) <= 2 * count(unit.repeat(50)) + 2, unit);
  }
});
