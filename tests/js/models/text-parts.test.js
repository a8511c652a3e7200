import assert from "node:assert/strict";
import { test } from "node:test";
import { noticeParts, textParts } from "../../../static/js/models/text-parts.js";

function links(text) {
  return textParts(text).flatMap(({ href }) => href ?? []);
}

test("the parts make up the whole text", () => {
  const text = "See https://example.org/a?b=c, or www.example.com.\nBye";

  assert.equal(
    textParts(text)
      .map((part) => part.text)
      .join(""),
    text,
  );
  assert.deepEqual(links(text), ["https://example.org/a?b=c", "https://www.example.com"]);
});

test("signs after a link are not part of it, brackets inside are", () => {
  assert.deepEqual(links("(https://example.org/x)"), ["https://example.org/x"]);
  assert.deepEqual(links("https://example.org/a_(b)"), ["https://example.org/a_(b)"]);
  assert.deepEqual(links("(see www.example.com/a_(b))."), ["https://www.example.com/a_(b)"]);
  assert.deepEqual(links("«https://example.org/ж»!"), ["https://example.org/ж"]);
});

test("nothing but http and https becomes a link", () => {
  assert.deepEqual(links("javascript:alert(1) data:text/html,x ftp://example.org file:///x"), []);
  assert.deepEqual(links("https:// http://["), []);
});

test("markup stays text", () => {
  const text = "<img src=x onerror=alert(1)> <a href=https://example.org>x</a>";

  assert.equal(
    textParts(text)
      .map((part) => part.text)
      .join(""),
    text,
  );
  assert.deepEqual(links(text), ["https://example.org"]);
});

test("a notice leads to pages of this server, and a text of a person does not", () => {
  const text = "Look here: /account/devices";
  assert.deepEqual(noticeParts(text), [
    { text: "Look here: " },
    { text: "/account/devices", href: "/account/devices" },
  ]);
  assert.deepEqual(noticeParts("nothing"), [{ text: "nothing" }]);
  assert.deepEqual(noticeParts("Here:\n\n/#753/12"), [
    { text: "Here:\n\n" },
    { text: "/#753/12", href: "/#753/12" },
  ]);
  assert.deepEqual(noticeParts("/#x/1 /accounts/#"), [{ text: "/#x/1 /accounts/#" }]);
  assert.deepEqual(links(text), []);
});

test("however many signs end a link, each is looked at once", () => {
  const many = 100_000; // A longer look at each would not end, or overflow.
  assert.deepEqual(links(`https://example.org/x${")".repeat(many)}`), ["https://example.org/x"]);
  assert.deepEqual(links(`https://example.org/x${"!".repeat(many)}`), ["https://example.org/x"]);
  const [link] = links(`https://example.org/${"(".repeat(many)}x${")".repeat(many)}.`);
  assert.equal(link.length, 2 * many + 21);
});
