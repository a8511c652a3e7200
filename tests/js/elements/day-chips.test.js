import assert from "node:assert/strict";
import { test } from "node:test";
import { DayChips } from "../../../static/js/elements/day-chips.js";

/** As much of an element as the dates ask for. */
function aScroller() {
  const attributes = new Set();
  return {
    attributes,
    toggleAttribute: (name) => attributes.add(name),
    removeAttribute: (name) => attributes.delete(name),
  };
}

test("a date lingers for 1.35 s after the last scrolling", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const scroller = aScroller();
  const days = new DayChips(scroller);
  days.moved();
  context.mock.timers.tick(1_000);
  days.moved();

  context.mock.timers.tick(1_349);
  assert(scroller.attributes.has("data-moving"));
  context.mock.timers.tick(1);
  assert(!scroller.attributes.has("data-moving"));
});
