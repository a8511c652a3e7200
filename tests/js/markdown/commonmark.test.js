import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { chapter, difference, examples } from "./conformance.js";

test("every example of CommonMark is drawn as specified, or differs for a reason that is told", () => {
  const unexplained = examples.filter((example) => difference(example) === "");

  assert.equal(examples.length, 652);
  assert.deepEqual(unexplained, []);
});

test("the document tells of every example that differs", () => {
  const page = readFileSync(new URL("../../../docs/MARKDOWN.md", import.meta.url), "utf8");

  assert.ok(page.includes(chapter()), "docs/MARKDOWN.md is stale: make docs");
});
