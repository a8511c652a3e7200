import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./page.js";

const AGAIN = { id: { type: "passkeys-remove", passkey: "7" }, property: "n_clicks" };

test("the dialog opens for what was interrupted", () => {
  const { open } = load("pages/proof.js").proof;

  assert.deepEqual([open(AGAIN), open(null)], [true, false]);
});

test("what was interrupted runs again, once it was proved who it is", () => {
  const dash = load("pages/proof.js", { Date: { now: () => 5 } });
  /** @type {unknown[]} */
  const set = [];
  dash.set_props = (/** @type {unknown[]} */ ...facts) => set.push(JSON.stringify(facts));

  assert.equal(dash.proof.goOn(null), "as it was");
  assert.deepEqual(set, []);
  assert.equal(dash.proof.goOn(AGAIN), false);
  assert.deepEqual(set, [JSON.stringify([AGAIN.id, { n_clicks: 5 }])]);
});
