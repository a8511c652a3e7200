import assert from "node:assert/strict";
import { test } from "node:test";
import { serviceWords } from "../../../static/js/elements/service-words.js";
import { ADA, aMessage, BOB } from "../objects.js";

const said = new Map([[3, "At nine"]]);
const names = { me: ADA, nameOf: () => "Bob", wordsOf: (seq) => said.get(seq) ?? "" };

function line(sender_id, seq) {
  const service = { type: "pinned", seq };
  return serviceWords(aMessage(9, { kind: "service", sender_id, service }), names);
}

test("a line says who pinned which words, as long as they are at hand", () => {
  assert.equal(line(BOB, 3), "Bob pinned “At nine”");
  assert.equal(line(ADA, 3), "You pinned “At nine”");
  assert.equal(line(BOB, 4), "Bob pinned a message");
  assert.equal(line(ADA, 4), "You pinned a message");
});
