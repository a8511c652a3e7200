import assert from "node:assert/strict";
import { test } from "node:test";
import { JSDOM } from "jsdom";

const window = new JSDOM("").window;
globalThis.document = window.document;
globalThis.history = {};
globalThis.addEventListener = window.addEventListener.bind(window);
let grown = () => {};
globalThis.ResizeObserver = class {
  constructor(callback) {
    grown = callback;
  }

  observe() {}
};
const { keepEnd } = await import("../../../static/js/desk/page-end.js");

test("the end stays the end until somebody scrolls up, and again from there on", () => {
  const page = { scrollHeight: 1000, clientHeight: 300, scrollTop: 0 };
  Object.defineProperty(document, "scrollingElement", { value: page });
  const scroll = (top) => {
    page.scrollTop = top;
    window.dispatchEvent(new window.Event("scroll"));
  };
  const grow = (height) => {
    page.scrollHeight = height;
    grown();
  };
  const toEnd = keepEnd();
  assert.equal(page.scrollTop, 1000);
  scroll(700);
  // The page grows before the browser tells of the scrolling.
  page.scrollHeight = 1200;
  scroll(700);
  grow(1200);
  assert.equal(page.scrollTop, 1200);
  scroll(900);
  scroll(400);
  grow(1500);
  assert.equal(page.scrollTop, 400);
  scroll(1200);
  grow(1600);
  assert.equal(page.scrollTop, 1600);
  scroll(100);
  toEnd();
  assert.equal(page.scrollTop, 1600);
});
