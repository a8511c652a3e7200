import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { JSDOM } from "jsdom";
import { PinDrag } from "../../../static/js/elements/pin-drag.js";

const ROW = 64;
/** Rows: the way into the archive, three pinned chats, and one that is not. */
const ROWS = ["archive", "1", "2", "3", "4"];

/** @type {typeof globalThis & Window} */
let window;
/** @type {HTMLElement} */
let scroller;
/** @type {PinDrag} */
let drag;
/** @type {string[][]} */
let dropped;

before(() => {
  window = new JSDOM("").window;
  globalThis.document = window.document;
  globalThis.Element = window.Element;
  globalThis.requestAnimationFrame = () => 0;
});

beforeEach(() => {
  const rows = ROWS.map((id) => `<li><a class="chat-row" data-chat="${id}">${id}</a></li>`);
  window.document.body.innerHTML = `<nav><ul>${rows.join("")}</ul></nav>`;
  scroller = window.document.querySelector("nav");
  scroller.setPointerCapture = () => {};
  for (const [at, row] of [...scroller.querySelectorAll("a")].entries()) {
    row.getBoundingClientRect = () => ({ top: at * ROW });
  }
  dropped = [];
  drag = new PinDrag(scroller, {
    row: ROW,
    pinned: () => ["1", "2", "3"],
    above: () => 1,
    moved: () => {},
    dropped: (ids) => dropped.push(ids),
  });
});

function point(kind, id, y, facts = {}) {
  const place = id ? scroller.querySelector(`[data-chat="${id}"]`) : scroller;
  const event = new window.MouseEvent(kind, { bubbles: true, cancelable: true, clientY: y });
  const all = { pointerId: 1, isPrimary: true, pointerType: "mouse", ...facts };
  for (const [name, value] of Object.entries(all)) Object.defineProperty(event, name, { value });
  place.dispatchEvent(event);
  return event;
}

test("a pinned chat is drawn among the pinned ones, and dropped there", () => {
  point("pointerdown", "1", ROW + 10);
  point("pointermove", "", ROW + 20);
  assert.equal(drag.chat, "1");
  assert.equal(drag.shift, 10);
  point("pointermove", "", 2 * ROW + 30);
  assert.deepEqual(drag.order, ["2", "1", "3"]);
  point("pointermove", "", 9 * ROW);
  point("pointerup", "", 9 * ROW);

  assert.deepEqual(dropped, [["2", "3", "1"]]);
  assert.equal(drag.order, null);
});

test("letting go opens no chat, and the next click does", () => {
  point("pointerdown", "1", ROW);
  point("pointermove", "", 2 * ROW + 40);
  point("pointerup", "", 2 * ROW + 40);
  assert.equal(point("click", "1", 0).defaultPrevented, true);

  point("pointerdown", "1", ROW);
  point("pointerup", "", ROW);
  assert.equal(point("click", "1", 0).defaultPrevented, false);
  assert.equal(dropped.length, 1);
});

test("a press that hardly moves, and a chat that is not pinned, are not drawn", () => {
  point("pointerdown", "1", ROW);
  point("pointermove", "", ROW + 3);
  assert.equal(drag.chat, null);
  point("pointerup", "", ROW + 3);

  point("pointerdown", "4", 4 * ROW);
  point("pointermove", "", ROW);
  assert.equal(drag.chat, null);
});

test("a finger scrolls the list, unless it was held", () => {
  const touch = { pointerType: "touch" };
  point("pointerdown", "1", ROW, touch);
  point("pointermove", "", 3 * ROW, touch);
  assert.equal(drag.chat, null);
  point("pointerup", "", 3 * ROW, touch);

  point("pointerdown", "1", ROW, touch);
  drag.hold();
  point("pointermove", "", 3 * ROW, touch);
  point("pointerup", "", 3 * ROW, touch);
  assert.deepEqual(dropped, [["2", "3", "1"]]);
});

test("what the browser interrupts changes nothing", () => {
  point("pointerdown", "1", ROW);
  point("pointermove", "", 3 * ROW);
  point("pointercancel", "", 3 * ROW);

  assert.deepEqual([dropped, drag.chat], [[], null]);
});
