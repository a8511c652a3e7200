import assert from "node:assert/strict";
import { test } from "node:test";
import { Reading } from "../../../static/js/models/reading.js";

function aReading(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const read = { 10: 0, 11: 0 };
  const told = [];
  const reading = new Reading({
    readSeq: (chatId) => read[chatId] ?? 0,
    send: (chatId, seq) => {
      read[chatId] = seq;
      told.push([chatId, seq]);
    },
  });
  return { reading, told, pass: () => context.mock.timers.tick(200) };
}

test("what is on screen counts only while the window has the focus", (context) => {
  const { reading, told, pass } = aReading(context);
  reading.show("10", 5);
  pass();
  assert.deepEqual(told, []);

  reading.setFocus(true);
  pass();
  assert.deepEqual(told, [["10", 5]]);
});

test("quick scrolling is told once, by the highest seq", (context) => {
  const { reading, told, pass } = aReading(context);
  reading.setFocus(true);
  for (const seq of [3, 4, 9]) reading.show("10", seq);
  pass();

  assert.deepEqual(told, [["10", 9]]);
});

test("scrolling back up tells nothing", (context) => {
  const { reading, told, pass } = aReading(context);
  reading.setFocus(true);
  reading.show("10", 9);
  pass();
  reading.show("10", 2);
  pass();

  assert.deepEqual(told, [["10", 9]]);
});

test("leaving a chat tells what was seen there", (context) => {
  const { reading, told, pass } = aReading(context);
  reading.setFocus(true);
  reading.show("10", 4);
  reading.show("11", 7);
  pass();

  assert.deepEqual(told, [
    ["10", 4],
    ["11", 7],
  ]);
});

test("what arrives while the person is elsewhere is not read", (context) => {
  const { reading, told, pass } = aReading(context);
  reading.setFocus(true);
  reading.show("10", 4);
  reading.setFocus(false);
  pass();

  assert.deepEqual(told, []);
});
