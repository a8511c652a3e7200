import assert from "node:assert/strict";
import { test } from "node:test";
import { nameAt, wholeNameAt } from "../../../../static/js/models/emoji/shortcode-word.js";

const begun = (text) => nameAt(text, text.length)?.query ?? null;
const whole = (text) => wholeNameAt(text, text.length)?.query ?? null;

test("a name begins with a colon and two letters, where no word stands before", () => {
  for (const [text, query] of [
    [":he", "he"],
    ["Hello :серд", "серд"],
    ["(:smi", "smi"],
    ["*:fire", "fire"],
    ["❤️:fi", "fi"],
    ["👍🏽:thumbs_up", "thumbs_up"],
    ["line\n:ok_hand", "ok_hand"],
  ]) {
    assert.equal(begun(text), query, text);
  }
});

test("times, addresses, faces of signs and single letters begin none", () => {
  for (const text of [
    "12:30",
    "at 9:ab",
    "http://x",
    "a:smi",
    ":)",
    ":D",
    ": fire",
    "::fire",
    ":1st",
  ]) {
    assert.equal(begun(text), null, text);
  }
});

test("what stands behind the caret belongs to the name", () => {
  assert.deepEqual(nameAt("a :heart b", 5), { from: 2, to: 8, query: "he" });
});

test("the last colon ends a name", () => {
  assert.deepEqual(wholeNameAt("so :+1: good", 7), { from: 3, to: 7, query: "+1" });
  assert.equal(whole("ура :огонь:"), "огонь");
  assert.equal(whole(":100:"), "100");
  for (const text of ["12:30:", "x:heart:", "::heart:", ":he art:", "::", "a :heart: b"]) {
    assert.equal(whole(text), null, text);
  }
});

test("in code nothing is a name", () => {
  for (const text of ["`:heart", "so `a :heart", "```\n:heart", "```js\nlet a\n  :heart"]) {
    assert.equal(begun(text), null, text);
    assert.equal(whole(`${text}:`), null, text);
  }
  for (const text of ["`a` :heart", "```\na\n```\n:heart", "`a\n:heart"]) {
    assert.equal(begun(text), "heart", text);
    assert.equal(whole(`${text}:`), "heart", text);
  }
});
