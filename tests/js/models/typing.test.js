import assert from "node:assert/strict";
import { test } from "node:test";
import { OthersTyping, OwnTyping } from "../../../static/js/models/typing.js";

const CLOCK = { apis: ["setTimeout", "Date"] };

test("one's own typing is told at most every 3 s", (context) => {
  context.mock.timers.enable(CLOCK);
  const told = [];
  const typing = new OwnTyping((chatId, on) => told.push([chatId, on]));

  for (let key = 0; key < 61; key += 1) {
    typing.typed("10");
    context.mock.timers.tick(100);
  }

  assert.deepEqual(told, [
    ["10", true],
    ["10", true],
    ["10", true],
  ]);
});

test("clearing the text tells that one has stopped, sending does not", (context) => {
  context.mock.timers.enable(CLOCK);
  const told = [];
  const typing = new OwnTyping((_chatId, on) => told.push(on));

  typing.typed("10");
  typing.stopped("10");
  typing.typed("10");
  typing.sent("10");
  typing.stopped("10");

  assert.deepEqual(told, [true, false, true]);
});

test("another's typing ends by itself 6 s after it was last told", (context) => {
  context.mock.timers.enable(CLOCK);
  const typing = new OthersTyping();

  typing.set("10", "2", true);
  context.mock.timers.tick(5_000);
  typing.set("10", "2", true);
  context.mock.timers.tick(5_999);
  assert.deepEqual(typing.in("10"), ["2"]);

  context.mock.timers.tick(1);
  assert.deepEqual(typing.in("10"), []);
});

test("another's typing ends at once when told", () => {
  const typing = new OthersTyping();
  typing.set("10", "2", true);
  typing.set("10", "2", false);

  assert.deepEqual(typing.in("10"), []);
});
