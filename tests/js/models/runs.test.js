import assert from "node:assert/strict";
import { test } from "node:test";
import { Runs } from "../../../static/js/models/runs.js";

/** @param {string} text "a1" begins a run, "+a2" goes on with it, "#day" is no message */
function rows(text) {
  return text.split(" ").map((word) => {
    const kind = word.startsWith("#") ? "day" : "bubble";
    return { kind, key: word.replace(/^[+#]/, ""), first: !word.startsWith("+") };
  });
}

const find = (runs, ...days) =>
  runs
    .find(days.map((day) => ({ rows: rows(day) })))
    .map((day) => day.map(({ key, rows }) => `${key}: ${rows.map((row) => row.key).join(" ")}`));

test("messages of one author stand together, everything else alone", () => {
  assert.deepEqual(find(new Runs(), "#monday a1 +a2 b1", "#tuesday b2 +b3"), [
    ["monday: monday", "a1: a1 a2", "b1: b1"],
    ["tuesday: tuesday", "b2: b2 b3"],
  ]);
});

test("a run stays the same while it grows at either end and loses its oldest", () => {
  const runs = new Runs();
  find(runs, "#d a2 +a3");
  assert.deepEqual(find(runs, "#d a2 +a3 +a4"), [["d: d", "a2: a2 a3 a4"]]);
  assert.deepEqual(find(runs, "#d a1 +a2 +a3 +a4"), [["d: d", "a2: a1 a2 a3 a4"]]);
  assert.deepEqual(find(runs, "#d a4"), [["d: d", "a2: a4"]]);
});

test("of a run that falls apart one part stays the same, and no two have one key", () => {
  const runs = new Runs();
  find(runs, "a2 +a3");
  find(runs, "a1 +a2 +a3");
  assert.deepEqual(find(runs, "a1 unread a2 +a3"), [["a2: a1", "unread: unread", "a3: a2 a3"]]);
  const again = new Runs();
  find(again, "a2");
  find(again, "a1 +a2");
  assert.deepEqual(find(again, "a1 unread a2"), [["a2: a1", "unread: unread", "a2-apart: a2"]]);
  assert.deepEqual(find(again, "a1 +a2"), [["a2: a1 a2"]]);
});
