import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { JSDOM } from "jsdom";
import { keepNotices } from "../../static/js/notices.js";

let source;

beforeEach(() => {
  globalThis.document = new JSDOM("<body></body>").window.document;
  source = new EventTarget();
  keepNotices(source);
});

const say = (detail) => source.dispatchEvent(new CustomEvent("notice", { detail }));
const place = () => document.querySelector(".notices");

test("one notice stands at a time, for four seconds", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  say("Copied.");
  say("<b>Saved.</b>");
  assert.equal(place().textContent, "<b>Saved.</b>");

  context.mock.timers.tick(3_999);
  assert.notEqual(place().textContent, "");
  context.mock.timers.tick(1);
  assert.equal(place().textContent, "");
});

test("a notice with a way leads there once, and stays twice as long", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let gone = 0;
  const run = () => {
    gone += 1;
  };
  say({ text: "Saved.", label: "Saved messages", run });
  context.mock.timers.tick(7_999);
  place().querySelector("button").click();

  assert.equal(gone, 1);
  assert.equal(place().textContent, "");
  say("Copied.");
  assert.equal(place().querySelector("button"), null);
});
