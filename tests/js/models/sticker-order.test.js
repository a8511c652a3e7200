import assert from "node:assert/strict";
import { test } from "node:test";
import { codeIn, moved } from "../../../static/js/models/sticker-order.js";

test("one of a list is moved, and stays at an end past it", () => {
  const ids = ["a", "b", "c"];
  assert.deepEqual(moved(ids, "a", 1), ["b", "a", "c"]);
  assert.deepEqual(moved(ids, "c", -1), ["c", "a", "b"]);
  assert.deepEqual(moved(ids, "a", 9), ["b", "c", "a"]);
});

test("a code is found alone and in a link", () => {
  const pasted = {
    " BCDFGHJK ": "BCDFGHJK",
    "https://chat.example.org/stickers/BCDFGHJK": "BCDFGHJK",
    "chat.example.org/stickers/BCDFGHJK/?from=me#top": "BCDFGHJK",
    "": "",
    "  /": "",
  };
  for (const [text, code] of Object.entries(pasted)) assert.equal(codeIn(text), code, text);
});
