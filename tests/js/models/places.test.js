import assert from "node:assert/strict";
import { test } from "node:test";
import { Places } from "../../../static/js/models/places.js";

function aStorage() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => kept.set(key, text),
    removeItem: (key) => kept.delete(key),
    kept,
  };
}

test("a place outlives the page, and the end needs none", () => {
  const storage = aStorage();
  const places = new Places(storage);
  places.set("1", { seq: 7, top: -3 }, 20);
  places.set("2", { seq: 8, top: 0 }, 20);
  places.set("2", null, 21);

  const later = new Places(storage);
  assert.deepEqual(later.get("1"), { seq: 7, top: -3, lastSeq: 20 });
  assert.equal(later.get("2"), null);
});

test("the hundred chats that were left last are kept", () => {
  const places = new Places(null);
  for (let chat = 0; chat <= 100; chat += 1) places.set(String(chat), { seq: 1, top: 0 }, 1);

  assert.equal(places.get("0"), null);
  assert(places.get("1"));
});

test("a storage that is full or holds nonsense does no harm", () => {
  const full = aStorage();
  full.setItem = () => {
    throw new Error("full");
  };
  const places = new Places(full);
  places.set("1", { seq: 7, top: 0 }, 7);
  assert(places.get("1"));

  const nonsense = aStorage();
  nonsense.setItem("messenger.places", "{");
  assert.equal(new Places(nonsense).get("1"), null);
});

test("nothing is left after clearing", () => {
  const storage = aStorage();
  const places = new Places(storage);
  places.set("1", { seq: 7, top: 0 }, 7);
  places.clear();

  assert.equal(places.get("1"), null);
  assert.equal(storage.kept.size, 0);
});
