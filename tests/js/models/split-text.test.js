import assert from "node:assert/strict";
import { test } from "node:test";
import { splitMarkdown } from "../../../static/js/models/markdown/split-markdown.js";
import { splitText } from "../../../static/js/models/split-text.js";

test("a text that fits stays whole", () => {
  assert.deepEqual(splitText(" hello ", 5), ["hello"]);
  assert.deepEqual(splitText("", 5), []);
});

test("it is cut where a paragraph ends, else a line, a sentence, a word", () => {
  assert.deepEqual(splitText("one two\n\nthree", 10), ["one two", "three"]);
  assert.deepEqual(splitText("one two\nthree", 10), ["one two", "three"]);
  assert.deepEqual(splitText("So it is. And more", 12), ["So it is.", "And more"]);
  assert.deepEqual(splitText("one two three", 10), ["one two", "three"]);
});

test("what has no end anywhere is cut anywhere, but never inside a letter", () => {
  assert.deepEqual(splitText("🦊".repeat(5), 2), ["🦊🦊", "🦊🦊", "🦊"]);
  assert.deepEqual(splitText("👩‍👩‍👧".repeat(3), 12), ["👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"]);
});

test("every piece fits and nothing but space is lost", () => {
  const text = Array.from({ length: 3000 }, (_, at) => `word${at}${at % 40 ? "" : "\n"}`).join(" ");
  const pieces = splitText(text, 4096);

  assert(pieces.every((piece) => piece.length > 2000 || piece === pieces.at(-1)));
  assert(pieces.every((piece) => piece.length <= 4096));
  assert.equal(pieces.join(" ").replace(/\s+/g, " "), text.replace(/\s+/g, " ").trim());
});

test("a block of code that is cut goes on in the next piece", () => {
  const lines = Array.from({ length: 40 }, (_, at) => `    line ${at}`);
  const text = `Look:\n\n\`\`\`python\n${lines.join("\n")}\n\`\`\`\nand **that** is all`;
  const pieces = splitMarkdown(text, 200);

  assert.ok(pieces.length > 2);
  for (const piece of pieces) {
    assert.ok(Array.from(piece).length <= 200);
    assert.equal(piece.split("```").length % 2, 1, piece);
  }
  for (const piece of pieces.slice(1, -1)) assert.match(piece, /^```python\n {4}line \d+\n/);
  const said = pieces
    .join("\n")
    .split("\n")
    .filter((line) => line.startsWith("    "));
  assert.deepEqual(said, lines);
});

test("what has no code in it is cut as any text is", () => {
  const text = "one two three four five six seven eight nine ten ".repeat(10);
  assert.deepEqual(splitMarkdown(text, 200), splitText(text, 200));
});
