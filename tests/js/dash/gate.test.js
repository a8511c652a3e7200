import assert from "node:assert/strict";
import { test } from "node:test";
import { load, plain } from "./page.js";

const WAIT = { seconds: 75, text: "Again in {time}.", click: 1 };

test("the wait is counted down and ends", () => {
  let now = 1_000;
  const { countDown } = load("gate.js", { performance: { now: () => now } }).gate;
  const shown = [0, 1_000, 15_000, 59_000].map((passed) => {
    now += passed;
    return plain(countDown(WAIT));
  });

  assert.deepEqual(shown, [
    ["Again in 1:15.", true, false],
    ["Again in 1:14.", true, false],
    ["Again in 0:59.", true, false],
    ["", false, true],
  ]);
});

test("a second wait starts anew", () => {
  let now = 0;
  const { countDown } = load("gate.js", { performance: { now: () => now } }).gate;
  countDown(WAIT);
  now = 80_000;
  countDown(WAIT);

  assert.equal(countDown({ ...WAIT, click: 2 })[0], "Again in 1:15.");
});

test("the way back shows the fields and forgets the code", () => {
  const { goBack } = load("gate.js", {}).gate;

  assert.deepEqual(plain(goBack()), [false, true, ""]);
});
