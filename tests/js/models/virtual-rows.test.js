import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsInView, shiftOfView } from "../../../static/js/models/virtual-rows.js";

test("a long list draws what is in view and a little more", () => {
  const view = { height: 640, row: 64, count: 5000 };
  assert.deepEqual(rowsInView({ ...view, top: 0 }), { from: 0, to: 22 });
  assert.deepEqual(rowsInView({ ...view, top: 6400 }), { from: 88, to: 122 });
  assert.deepEqual(rowsInView({ ...view, top: 319_360 }), { from: 4978, to: 5000 });
});

test("a short list and an empty one are drawn whole", () => {
  assert.deepEqual(rowsInView({ top: 0, height: 640, row: 64, count: 3 }), { from: 0, to: 3 });
  assert.deepEqual(rowsInView({ top: 0, height: 0, row: 64, count: 0 }), { from: 0, to: 0 });
});

test("the view goes with most of its rows", () => {
  const now = ["x", "a", "b", "c", "d"];
  assert.equal(shiftOfView(["b", "c"], 1, now), 1);
  assert.equal(shiftOfView(["a", "b", "c"], 0, ["c", "a", "b"]), 1);
  assert.equal(shiftOfView(["a", "b"], 0, ["a", "b"]), 0);
  assert.equal(shiftOfView([], 0, now), 0);
});
