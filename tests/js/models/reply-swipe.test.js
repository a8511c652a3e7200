import assert from "node:assert/strict";
import { test } from "node:test";
import { ReplySwipe } from "../../../static/js/models/reply-swipe.js";

const begin = () => new ReplySwipe({ clientX: 300, clientY: 200 });
const go = (swipe, left, down = 0) =>
  swipe.move({ clientX: 300 - left, clientY: 200 + down }) && swipe.moved;

test("a message follows the finger to the left, up to 64 px", () => {
  const swipe = begin();
  assert.equal(go(swipe, 12), 0);
  assert.equal(swipe.isDrawing, false);
  assert.equal(go(swipe, 32), 20);
  assert.equal(go(swipe, 200), 64);
  assert.equal(go(swipe, 2), 0);
});

test("it replies past 48 px, where the arrow is whole", () => {
  const swipe = begin();
  go(swipe, 36);
  assert.deepEqual([swipe.replies, swipe.shown], [false, 0.5]);
  go(swipe, 60);
  assert.deepEqual([swipe.replies, swipe.shown], [false, 1]);
  go(swipe, 61);
  assert.equal(swipe.replies, true);
  go(swipe, 40);
  assert.equal(swipe.replies, false);
});

test("a scroll and the way back to the list are none", () => {
  assert.equal(go(begin(), 0, 13), false);
  assert.equal(go(begin(), -13), false);
  const swipe = begin();
  go(swipe, 30);
  assert.equal(go(swipe, 40, 90), 28);
});
