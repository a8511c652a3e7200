import assert from "node:assert/strict";
import { test } from "node:test";
import { isVisible } from "../../../static/js/models/visible.js";

test("a text of nothing but what cannot be seen is empty", () => {
  for (const text of [
    "",
    " ",
    "\u200b",
    "\u2060\u00ad",
    "\u3164",
    "\u200f\n",
    "\ufe0f",
    "\u0301",
  ]) {
    assert.equal(isVisible(text), false, JSON.stringify(text));
  }
  for (const text of ["a", "\u200bй", "👩‍👩‍👧", ".", "❤️", "é", "1"]) {
    assert.equal(isVisible(text), true, JSON.stringify(text));
  }
});
