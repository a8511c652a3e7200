import assert from "node:assert/strict";
import { test } from "node:test";
import { findRanges, spellings } from "../../../static/js/models/search-words.js";

const found = (text, query) => findRanges(text, spellings(query));

test("a part of a name is found, whatever the case and the accents", () => {
  assert.deepEqual(found("Аня Соколова", "сОк"), [[4, 7]]);
  assert.deepEqual(found("Zoë Lindqvist", "zoe"), [[0, 3]]);
  assert.deepEqual(found("Семён Йошкин", "семен"), [[0, 5]]);
  assert.equal(found("Иошкин", "йошкин"), null);
  assert.equal(found("Аня", "оля"), null);
});

test("every word has to be there, in any order", () => {
  assert.deepEqual(found("Vera Kovalenko", "kov ver"), [
    [0, 3],
    [5, 8],
  ]);
  assert.equal(found("Vera Kovalenko", "vera x"), null);
});

test("a name typed in the other keyboard layout is found, both ways", () => {
  assert.deepEqual(found("Аня Соколова", "fyz"), [[0, 3]]);
  assert.deepEqual(found("vera", "мукф"), [[0, 4]]);
  assert.deepEqual(found("Юля", ".kz"), [[0, 3]]);
});

test("ranges that meet are one", () => {
  assert.deepEqual(found("Anna", "an ann"), [[0, 3]]);
});

test("nothing is meant by spaces", () => {
  assert.deepEqual(spellings("  "), []);
});
