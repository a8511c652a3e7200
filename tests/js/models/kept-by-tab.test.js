import assert from "node:assert/strict";
import { test } from "node:test";
import { KeptByTab } from "../../../static/js/models/kept-by-tab.js";

function aStorage() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
}

test("a message that is being rewritten is kept for the next page", () => {
  const storage = aStorage();
  const edits = new KeptByTab("edits", storage);
  edits.set("10", { seq: 7, text: "bett" });
  edits.set("10", { seq: 7, text: "better" });
  edits.set("11", { seq: 1, text: "x" });
  edits.drop("11");

  const next = new KeptByTab("edits", storage);
  assert.deepEqual(next.get("10"), { seq: 7, text: "better" });
  assert.equal(next.get("11"), null);
  next.clear();
  assert.equal(new KeptByTab("edits", storage).get("10"), null);
});

test("a browser that keeps nothing, or nonsense, is none the worse", () => {
  const full = {
    getItem: () => "{",
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
    removeItem: () => {},
  };
  const edits = new KeptByTab("edits", full);
  edits.set("10", { seq: 7, text: "better" });
  assert.equal(edits.get("10").text, "better");
  assert.equal(new KeptByTab("edits", null).get("10"), null);
});
