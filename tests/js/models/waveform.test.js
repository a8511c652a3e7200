import assert from "node:assert/strict";
import { test } from "node:test";
import { barsOf } from "../../../static/js/models/waveform.js";

test("a waveform has as many bars as there is room for, the loudest one whole", () => {
  assert.deepEqual(barsOf([0, 50, 100, 50], 4), [0, 0.5, 1, 0.5]);
  assert.deepEqual(barsOf([0, 50, 100, 50], 2), [0.5, 1]);
  assert.equal(barsOf([10, 200], 44).length, 44);
});

test("silence stays silence", () => {
  assert.ok(Math.max(...barsOf([1, 2, 1], 3)) < 0.1);
});
