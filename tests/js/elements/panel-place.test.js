import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { openPage } from "./page.js";

/** @type {any} */
let window;
/** @type {any} */
let openEmojiPanel;
/** @type {HTMLElement} */
let anchor;
/** @type {any[]} */
let told;

before(async () => {
  window = openPage();
  window.HTMLElement.prototype.showPopover = () => {};
  ({ openEmojiPanel } = await import("../../../static/js/elements/emoji-picker.js"));
});

beforeEach(() => {
  globalThis.matchMedia = () => ({ matches: false });
  anchor = document.createElement("button");
  document.body.replaceChildren(anchor);
  told = [];
});

const wish = {
  onChoose: (sign, more) => told.push([sign, more]),
  onClose: () => told.push("closed"),
};
const panel = () => document.querySelector(".choice-panel");

function press(element) {
  element.dispatchEvent(new window.MouseEvent("pointerdown", { bubbles: true }));
}

function strike(key, facts = {}) {
  const event = new window.KeyboardEvent("keydown", {
    key,
    bubbles: true,
    cancelable: true,
    ...facts,
  });
  document.activeElement.dispatchEvent(event);
}

test("at a desk the panel lies over the page, with the focus in its search", async () => {
  await openEmojiPanel(anchor, wish);
  assert.equal(panel().dataset.place, "over");
  assert.equal(panel().getAttribute("role"), "dialog");
  assert.equal(document.activeElement, panel().querySelector("input"));
});

test("Esc closes it, and nothing else hears of that; the focus goes back", async () => {
  const heard = [];
  window.addEventListener("keydown", ({ key }) => heard.push(key));
  await openEmojiPanel(anchor, wish);
  strike("Escape");
  assert.equal(panel(), null);
  assert.equal(document.activeElement, anchor);
  assert.deepEqual([told, heard], [["closed"], []]);
  strike("Escape");
  assert.deepEqual(heard, ["Escape"]);
});

test("a press beside it closes it, one on what asked for it does not", async () => {
  await openEmojiPanel(anchor, wish);
  press(panel().querySelector("input"));
  press(anchor);
  assert.ok(panel());
  press(document.body);
  assert.equal(panel(), null);
});

test("who chooses one is done, who chooses with Shift goes on", async () => {
  await openEmojiPanel(anchor, wish);
  const first = panel().querySelector("emoji-grid button");
  first.dispatchEvent(new window.MouseEvent("click", { bubbles: true, shiftKey: true }));
  assert.ok(panel());
  first.click();
  assert.equal(panel(), null);
  assert.deepEqual(told, [[first.textContent, true], "closed", [first.textContent, false]]);
});

test("on a phone it stands under its field until it is closed, or else at the lower edge", async () => {
  globalThis.matchMedia = () => ({ matches: true });
  const dock = document.createElement("div");
  document.body.append(dock);
  const place = await openEmojiPanel(anchor, { ...wish, dock });
  assert.equal(dock.nextSibling, panel());
  assert.notEqual(document.activeElement, panel().querySelector("input"));
  panel().querySelector("emoji-grid button").click();
  press(document.body);
  assert.ok(panel());
  place.close();
  place.close();
  assert.equal(told.filter((each) => each === "closed").length, 1);

  await openEmojiPanel(anchor, wish);
  assert.equal(panel().dataset.place, "sheet");
});
