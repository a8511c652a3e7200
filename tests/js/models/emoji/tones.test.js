import assert from "node:assert/strict";
import { test } from "node:test";
import { tonesOf, withoutTone } from "../../../../static/js/models/emoji/tones.js";

test("a tone stands behind each person, and not between their hands", () => {
  assert.deepEqual(tonesOf("👍"), ["👍", "👍🏻", "👍🏼", "👍🏽", "👍🏾", "👍🏿"]);
  assert.equal(tonesOf("🖐️")[3], "🖐🏽");
  assert.equal(tonesOf("👩‍🚒")[5], "👩🏿‍🚒");
  assert.equal(tonesOf("🧑‍🤝‍🧑")[1], "🧑🏻‍🤝‍🧑🏻");
  assert.equal(tonesOf("🤝")[1], "🤝🏻");
});

test("a tone can be taken away", () => {
  assert.equal(withoutTone("👩🏿‍🚒"), "👩‍🚒");
  assert.equal(withoutTone("🔥"), "🔥");
});
