import assert from "node:assert/strict";
import { test } from "node:test";
import { isEditable } from "../../../static/js/models/rewriting.js";
import { ADA, aMessage, aSticker, BOB } from "../objects.js";

test("one rewrites one's own words, and not those that one has forwarded", () => {
  const own = { sender_id: ADA };
  const cases = [
    own,
    { sender_id: BOB },
    { ...own, deleted: true },
    { ...own, kind: "service" },
    { ...own, forwarded_from: { user_id: BOB, name: "Bob" } },
    { ...own, sticker: aSticker("s") },
  ];

  assert.deepEqual(
    cases.map((facts) => isEditable(aMessage(7, facts), ADA)),
    [true, false, false, false, false, false],
  );
});
