import assert from "node:assert/strict";
import { test } from "node:test";
import { pan, turnZoom, WHOLE, zoomAt } from "../../../static/js/models/zoom.js";

const FRAME = { picture: { width: 400, height: 300 }, stage: { width: 400, height: 600 } };

test("what is under the finger stays there", () => {
  const point = { x: 100, y: 20 };
  const close = zoomAt(WHOLE, 4, point, FRAME);
  assert.deepEqual(close, { scale: 4, x: -300, y: -60 });
});

test("it is never smaller than whole, nor larger than eight times", () => {
  assert.equal(zoomAt(WHOLE, 0.1, { x: 0, y: 0 }, FRAME).scale, 1);
  assert.equal(zoomAt(WHOLE, 100, { x: 0, y: 0 }, FRAME).scale, 8);
});

test("no edge is drawn farther in than that of the stage", () => {
  const close = zoomAt(WHOLE, 2, { x: 0, y: 0 }, FRAME);
  assert.deepEqual(pan(close, { x: 1000, y: 50 }, FRAME), { scale: 2, x: 200, y: 0 });
  assert.deepEqual(pan(close, { x: -90, y: 0 }, FRAME), { scale: 2, x: -90, y: 0 });
});

test("a double click looks close, and at the whole again", () => {
  const close = turnZoom(WHOLE, { x: 0, y: 0 }, FRAME);
  assert.equal(close.scale, 2.5);
  assert.equal(turnZoom(close, { x: 0, y: 0 }, FRAME), WHOLE);
});
