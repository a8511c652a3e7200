import assert from "node:assert/strict";
import { test } from "node:test";
import { calendarWeeks, firstWeekday, weekdayNames } from "../../../static/js/models/month.js";
import { useTexts } from "../../../static/js/texts.js";

test("a month has its days once, in columns that begin with the language's first weekday", () => {
  for (const [language, first] of [
    ["ru", 1],
    ["en-US", 0],
  ]) {
    useTexts(language, {});
    assert.equal(firstWeekday(), first);
    for (let month = 0; month < 24; month += 1) {
      const weeks = calendarWeeks(new Date(2026, month, 15));
      const days = weeks.flat().filter(Boolean);
      const last = new Date(2026, month + 1, 0).getDate();
      assert.deepEqual(
        days.map((day) => day.getDate()),
        Array.from({ length: last }, (_, at) => at + 1),
      );
      for (const week of weeks) {
        assert.equal(week.length, 7);
        week.forEach((day, column) => {
          if (day) assert.equal(day.getDay(), (first + column) % 7);
        });
      }
    }
  }
});

test("the weekdays have their names", () => {
  useTexts("en-GB", {});
  assert.deepEqual(weekdayNames()[0], { short: "Mon", long: "Monday" });
  useTexts("ru", {});
  assert.equal(weekdayNames()[6].long, "воскресенье");
});
