import assert from "node:assert/strict";
import { test } from "node:test";
import {
  useShortcodes,
  whenShortcodesAreMissed,
  withShortcodes,
} from "../../../static/js/models/markdown/shortcodes.js";

test("names of emoji turn into them once their table is here, which is missed until then", () => {
  let missed = 0;
  whenShortcodesAreMissed(() => {
    missed += 1;
  });
  assert.equal(withShortcodes("at 12:30 or later: yes"), "at 12:30 or later: yes");
  assert.equal(missed, 0);
  assert.equal(withShortcodes("good :fire:"), "good :fire:");
  assert.equal(missed, 1);

  useShortcodes((name) => ({ fire: "🔥" })[name]);
  assert.equal(withShortcodes("good :fire: and :nothing:"), "good 🔥 and :nothing:");
  assert.equal(missed, 1);
});
