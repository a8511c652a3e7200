import assert from "node:assert/strict";
import { test } from "node:test";
import { useTexts } from "../../static/js/texts.js";
import { dayTitle, lastSeen, listTime } from "../../static/js/times.js";

const NOW = new Date(2026, 10, 22, 15, 30);

function at(...moment) {
  return new Date(...moment).toISOString();
}

test("a day is named as people name it", () => {
  useTexts("en-GB", {});
  assert.equal(dayTitle(at(2026, 10, 22, 1), NOW), "Today");
  assert.equal(dayTitle(at(2026, 10, 21, 23, 59), NOW), "Yesterday");
  assert.equal(dayTitle(at(2026, 2, 3), NOW), "3 March");
  assert.equal(dayTitle(at(2025, 2, 3), NOW), "3 March 2025");

  useTexts("ru", {});
  assert.equal(dayTitle(at(2026, 10, 22, 1), NOW), "Сегодня");
  assert.equal(dayTitle(at(2026, 2, 3), NOW), "3 марта");
});

test("the list shows the hour, then the day, then the date", () => {
  useTexts("en-GB", {});
  assert.equal(listTime(at(2026, 10, 22, 9, 5), NOW), "09:05");
  assert.equal(listTime(at(2026, 10, 21, 9, 5), NOW), "yesterday");
  assert.equal(listTime(at(2026, 10, 18), NOW), "Wed");
  assert.equal(listTime(at(2026, 9, 1), NOW), "1 Oct");
  assert.equal(listTime(at(2025, 9, 1), NOW), "01/10/25");

  useTexts("ru", {});
  assert.equal(listTime(at(2026, 9, 1), NOW), "1 окт.");
});

test("how long ago somebody was here", () => {
  useTexts("en-GB", {});
  assert.equal(lastSeen(at(2026, 10, 22, 15, 29, 40), NOW), "last seen just now");
  assert.equal(lastSeen(at(2026, 10, 22, 9, 5), NOW), "last seen at 09:05");
  assert.equal(lastSeen(at(2026, 10, 21, 9, 5), NOW), "last seen yesterday at 09:05");
  assert.equal(lastSeen(at(2026, 9, 1, 9, 5), NOW), "last seen on 1 October");
});
