import assert from "node:assert/strict";
import { test } from "node:test";
import { stepInGrid } from "../../../../static/js/models/emoji/grid-steps.js";

// 0 1 2 3 | 4 5    and under it    0 1 2 3 | 4 5 6
const COUNTS = [6, 7];
const step = (key, section, at) => {
  const to = stepInGrid(key, { section, at }, COUNTS, 4);
  return to && to !== "out" ? [to.section, to.at] : to;
};

test("up and down keep the column, from section to section", () => {
  assert.deepEqual(step("ArrowDown", 0, 1), [0, 5]);
  assert.deepEqual(step("ArrowDown", 0, 3), [0, 5]);
  assert.deepEqual(step("ArrowDown", 0, 5), [1, 1]);
  assert.deepEqual(step("ArrowDown", 1, 6), [1, 6]);
  assert.deepEqual(step("ArrowUp", 1, 1), [0, 5]);
  assert.deepEqual(step("ArrowUp", 1, 3), [0, 5]);
  assert.deepEqual(step("ArrowUp", 1, 6), [1, 2]);
  assert.equal(step("ArrowUp", 0, 2), "out");
});

test("left and right go through all, and the ends are the ends", () => {
  assert.deepEqual(step("ArrowRight", 0, 5), [1, 0]);
  assert.deepEqual(step("ArrowLeft", 1, 0), [0, 5]);
  assert.deepEqual(step("ArrowLeft", 0, 0), [0, 0]);
  assert.deepEqual(step("ArrowRight", 1, 6), [1, 6]);
  assert.deepEqual(step("Home", 1, 3), [0, 0]);
  assert.deepEqual(step("End", 0, 3), [1, 6]);
  assert.equal(step("Enter", 0, 3), null);
});
