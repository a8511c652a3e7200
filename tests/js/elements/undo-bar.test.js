import assert from "node:assert/strict";
import { before, beforeEach, mock, test } from "node:test";
import { JSDOM } from "jsdom";

const PAGE = ["window", "document", "HTMLElement", "customElements", "Node"];

/** @type {(offer: object) => void} */
let offerUndo;
/** @type {string[]} */
let done;

before(async () => {
  const { window } = new JSDOM("");
  for (const name of PAGE) globalThis[name] = name === "window" ? window : window[name];
  ({ offerUndo } = await import("../../../static/js/elements/undo-bar.js"));
});

beforeEach(() => {
  done = [];
  document.body.replaceChildren();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setInterval"] });
});

async function offer(text) {
  offerUndo({
    text,
    undo: () => done.push(`undo ${text}`),
    hurry: () => done.push(`hurry ${text}`),
  });
  const bars = [...document.querySelectorAll("undo-bar")];
  assert.equal(bars.length, 1);
  await bars[0].updateComplete;
  return bars[0];
}

test("it says what was done and counts the seconds down", async () => {
  const bar = await offer("Chat deleted");
  assert.equal(bar.querySelector("[role=status]").textContent, "Chat deleted");
  const left = () => bar.querySelector(".left").textContent;
  assert.equal(left(), "5");

  mock.timers.tick(2_000);
  await bar.updateComplete;
  assert.equal(left(), "3");
  mock.timers.tick(3_000);
  assert.equal(document.querySelector("undo-bar"), null);
  assert.deepEqual(done, []);
});

test("its button takes it back once", async () => {
  const bar = await offer("Chat deleted");
  bar.querySelector("button").click();

  assert.deepEqual(done, ["undo Chat deleted"]);
  assert.equal(document.querySelector("undo-bar"), null);
});

test("what was deleted before is carried out when something else is", async () => {
  await offer("one");
  const bar = await offer("two");

  assert.deepEqual(done, ["hurry one"]);
  assert.equal(bar.querySelector("[role=status]").textContent, "two");
});
