// @ts-check

import assert from "node:assert/strict";
import { test } from "node:test";
import { rangesIn, snippet } from "../../../static/js/models/snippet.js";

/** @param {import("../../../static/js/models/snippet.js").Piece[]} pieces */
function shown(pieces) {
  return pieces.map(({ text, found }) => (found ? `[${text}]` : text)).join("");
}

test("what was found is marked, on one line", () => {
  assert.equal(
    shown(
      snippet("Buy\n\nmilk  and tea", [
        [5, 9],
        [15, 18],
      ]),
    ),
    "Buy [milk] and [tea]",
  );
});

test("a word far from the beginning stands near the beginning of its line", () => {
  const text = `${"long ".repeat(20)}words about the sea`;
  const at = text.indexOf("sea");

  const line = shown(snippet(text, [[at, at + 3]]));

  assert.match(line, /^…(?:\S+ )*about the \[sea\]$/);
  assert.ok(line.length < 40);
});

test("places are counted in code points", () => {
  assert.equal(shown(snippet("🐘🐘 herd", [[3, 7]])), "🐘🐘 [herd]");
});

test("a message without a found word shows its beginning, and no more than a line", () => {
  assert.equal(shown(snippet("see there", [])), "see there");
  assert.equal(shown(snippet("x".repeat(1000), [])).length, 160);
});

test("what was found among marks is found among the words, too", () => {
  const text = "**кни́ги** и [книги](https://книги.test) 😀 ||книги|| 😀 книги";
  const shown = "кни́ги и книги 😀 ▒▒▒ 😀 книги";
  const highlights = [...text.matchAll(/книги/g)].map(({ index }) => {
    const from = Array.from(text.slice(0, index)).length;
    return [from, from + 5];
  });
  const found = rangesIn(shown, text, highlights);

  assert.deepEqual(
    found.map(([from, to]) => Array.from(shown).slice(from, to).join("")),
    ["книги", "книги"],
  );
  assert.deepEqual(rangesIn("same", "same", [[0, 4]]), [[0, 4]]);
});
