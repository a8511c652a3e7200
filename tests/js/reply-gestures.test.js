import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { openPage } from "./elements/page.js";

/** @type {any} */
let window;
/** @type {HTMLElement} */
let feed;
/** @type {any[]} */
let wished;
let allowed = true;

before(async () => {
  window = openPage();
  globalThis.CustomEvent = window.CustomEvent;
  globalThis.getSelection = () => window.getSelection();
  window.Element.prototype.animate = () => ({ finished: Promise.resolve() });
  // The words take the upper left of their message.
  window.Range.prototype.getClientRects = () => [{ left: 10, right: 110, top: 10, bottom: 30 }];
  const { keepReplyGestures } = await import("../../static/js/reply-gestures.js");
  keepReplyGestures(() => allowed);
  document.addEventListener("reply-wish", ({ detail }) => wished.push(detail));
});

beforeEach(() => {
  allowed = true;
  wished = [];
  feed = document.createElement("message-feed");
  Object.assign(feed, { chatId: "10" });
  feed.innerHTML = `
    <div class="message" data-seq="7"><p class="words">Hello <a href="#">there</a></p></div>
    <div class="message" data-seq="0"><p class="words">On its way</p></div>
    <div class="message service" data-seq="6"><span class="words">Somebody came</span></div>`;
  document.body.replaceChildren(feed);
});

function point(target, kind, x, y, facts = {}) {
  const event = new window.MouseEvent(kind, {
    bubbles: true,
    cancelable: true,
    clientX: x,
    clientY: y,
  });
  Object.assign(event, { pointerType: "touch", isPrimary: true, pointerId: 1, ...facts });
  target.dispatchEvent(event);
}

function swipe(target, ...steps) {
  point(target, "pointerdown", 300, 100);
  for (const [x, y] of steps) point(target, "pointermove", x, y);
}

function clickTwice(target, x, y, pointerType = "mouse") {
  point(target, "pointerdown", x, y, { pointerType });
  point(target, "dblclick", x, y);
}

const message = (seq) => feed.querySelector(`[data-seq="${seq}"]`);
const arrow = () => document.querySelector(".reply-arrow");

test("drawn far enough to the left and let go, a message wishes for a reply", () => {
  swipe(message(7), [280, 100], [235, 104]);
  assert.equal(message(7).style.transform, "translateX(-53px)");
  assert.equal(arrow().style.opacity, "1");
  assert.ok(arrow().hasAttribute("data-replies"));
  point(message(7), "pointerup", 235, 104);
  assert.deepEqual(wished, [{ chatId: "10", seq: 7 }]);
  assert.equal(message(7).style.transform, "");
  assert.equal(arrow(), null);
});

test("less than that, a scroll, the way back, or what takes the finger away wish for nothing", () => {
  swipe(message(7), [280, 100], [250, 100]);
  point(message(7), "pointerup", 250, 100);
  swipe(message(7), [298, 140], [200, 140]);
  point(message(7), "pointerup", 200, 140);
  swipe(message(7), [330, 100], [200, 100]);
  point(message(7), "pointerup", 200, 100);
  swipe(message(7), [200, 100]);
  point(message(7), "pointercancel", 200, 100);
  assert.deepEqual(wished, []);
  assert.equal(arrow(), null);
});

test("what the server does not have, lines of the chat and forbidden ones do not move", () => {
  allowed = false;
  swipe(message(7), [200, 100]);
  allowed = true;
  swipe(message(0), [200, 100]);
  swipe(message(6), [200, 100]);
  assert.equal(arrow(), null);
});

test("a double click beside the words replies, one on a word or a link takes that", () => {
  clickTwice(message(7), 150, 20);
  assert.deepEqual(wished, [{ chatId: "10", seq: 7 }]);
  clickTwice(message(7), 50, 20);
  clickTwice(message(7).querySelector("a"), 150, 20);
  clickTwice(message(7), 150, 20, "touch");
  clickTwice(message(6), 150, 20);
  assert.equal(wished.length, 1);
});
