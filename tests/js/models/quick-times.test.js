import assert from "node:assert/strict";
import { test } from "node:test";
import {
  inMinutes,
  nextMonday,
  thisEvening,
  tomorrow,
} from "../../../static/js/models/quick-times.js";

// A Thursday.
const NOON = new Date(2026, 10, 26, 12, 30, 31);

test("a time in minutes stands on the minute", () => {
  assert.deepEqual(inMinutes(60, NOON), new Date(2026, 10, 26, 13, 30));
  assert.deepEqual(inMinutes(20, new Date(2026, 11, 31, 23, 50)), new Date(2027, 0, 1, 0, 10));
});

test("the evening is offered until it is near", () => {
  assert.deepEqual(thisEvening(NOON), new Date(2026, 10, 26, 20));
  assert.deepEqual(thisEvening(new Date(2026, 10, 26, 19, 50)), new Date(2026, 10, 26, 20));
  assert.equal(thisEvening(new Date(2026, 10, 26, 19, 51)), null);
  assert.equal(thisEvening(new Date(2026, 10, 26, 22)), null);
});

test("tomorrow is the next day at nine, over the end of a month too", () => {
  assert.deepEqual(tomorrow(NOON), new Date(2026, 10, 27, 9));
  assert.deepEqual(tomorrow(new Date(2026, 10, 30, 0, 1)), new Date(2026, 11, 1, 9));
});

test("Monday is the next one, and not where it is tomorrow", () => {
  assert.deepEqual(nextMonday(NOON), new Date(2026, 10, 30, 9));
  assert.equal(nextMonday(new Date(2026, 10, 29, 12)), null);
  assert.deepEqual(nextMonday(new Date(2026, 10, 30, 8)), new Date(2026, 11, 7, 9));
});
