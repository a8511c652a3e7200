import assert from "node:assert/strict";
import { test } from "node:test";
import { loneEmoji } from "../../../static/js/models/lone-emoji.js";

test("one to seven emoji alone are counted, joined ones as one", () => {
  for (const [text, count] of [
    ["👍", 1],
    ["👩‍👩‍👧‍👦", 1],
    ["👍🏽 ❤️", 2],
    ["🇫🇷\n🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2],
    ["1️⃣", 1],
    ["😀😀😀😀😀😀😀", 7],
  ]) {
    assert.equal(loneEmoji(text), count, text);
  }
});

test("words, digits, too many and nothing are no lone emoji", () => {
  for (const text of ["hi 👍", "1", "*", "©", "", "  ", "😀".repeat(8), "😀".repeat(3000)]) {
    assert.equal(loneEmoji(text), 0, text);
  }
});
