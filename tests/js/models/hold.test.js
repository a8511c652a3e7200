import assert from "node:assert/strict";
import { test } from "node:test";
import { Hold } from "../../../static/js/models/hold.js";

const held = () => new Hold({ clientX: 360, clientY: 800, timeStamp: 1_000 });

test("drawn to the left a finger cancels, drawn up it locks, and a little means nothing", () => {
  const hold = held();
  hold.move({ clientX: 352, clientY: 794 });
  assert.deepEqual([hold.left, hold.up], [0, 0]);
  hold.move({ clientX: 295, clientY: 795 });
  assert.deepEqual([hold.left, hold.cancelling, hold.locking], [55, 0.5, 0]);
  hold.move({ clientX: 200, clientY: 790 });
  assert.equal(hold.cancelling, 1);

  hold.move({ clientX: 355, clientY: 755 });
  assert.deepEqual([hold.up, hold.locking, hold.cancelling], [35, 0.5, 0]);
  hold.move({ clientX: 350, clientY: 700 });
  assert.equal(hold.locking, 1);
});

test("of two ways at once the farther one counts, and none leads to the right or down", () => {
  const hold = held();
  hold.move({ clientX: 240, clientY: 720 });
  assert.deepEqual([hold.cancelling, hold.locking], [1, 0]);
  hold.move({ clientX: 330, clientY: 700 });
  assert.deepEqual([hold.cancelling, hold.locking], [0, 1]);
  hold.move({ clientX: 420, clientY: 900 });
  assert.deepEqual([hold.left, hold.up], [0, 0]);
});

test("who lets go at once has tapped", () => {
  assert.ok(held().isTap({ timeStamp: 1_200 }));
  assert.ok(!held().isTap({ timeStamp: 1_400 }));
});
