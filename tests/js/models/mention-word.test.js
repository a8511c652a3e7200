import assert from "node:assert/strict";
import { test } from "node:test";
import { mentionAt } from "../../../static/js/models/mention-word.js";

/** What is found where the caret stands at the bar of a text. */
function at(marked) {
  return mentionAt(marked.replace("|", ""), marked.indexOf("|"));
}

test("a mention begins at the start, after a blank, a bracket or a quotation mark", () => {
  assert.deepEqual(at("@|"), { from: 0, to: 1, query: "" });
  assert.deepEqual(at("Hello @bo|"), { from: 6, to: 9, query: "bo" });
  assert.deepEqual(at("one\n@bo|"), { from: 4, to: 7, query: "bo" });
  assert.equal(at("(@bo|")?.query, "bo");
  assert.equal(at("«@бо|")?.query, "бо");
});

test("an address is none, nor is what stands behind a mention", () => {
  for (const text of ["mail@|", "mail@bo|", "@@bo|", "@bob |", "@bob, |", "bob|", "|@bob", "|"]) {
    assert.equal(at(text), null, text);
  }
});

test("names of any language are looked for, also with a hyphen", () => {
  assert.equal(at("привет @ал|")?.query, "ал");
  assert.equal(at("@anna-ma|")?.query, "anna-ma");
  assert.equal(at("@o'con|")?.query, "o'con");
});

test("the rest of a nick behind the caret belongs to it", () => {
  assert.deepEqual(at("Hello @bo|b.x how"), { from: 6, to: 12, query: "bo" });
  assert.deepEqual(at("@bo|, you"), { from: 0, to: 3, query: "bo" });
});

test("in a long text only what stands near is looked at", () => {
  const before = "word ".repeat(900);
  assert.deepEqual(at(`${before}@bo|`), { from: 4500, to: 4503, query: "bo" });
  assert.equal(at(`${before}@${"b".repeat(70)}|`), null);
});
