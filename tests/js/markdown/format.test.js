import assert from "node:assert/strict";
import { before, test } from "node:test";
import { JSDOM } from "jsdom";

let page;
let isAway = true;

before(async () => {
  const { window } = new JSDOM("");
  for (const name of ["window", "document", "HTMLElement", "HTMLOListElement"]) {
    globalThis[name] = name === "window" ? window : window[name];
  }
  globalThis.customElements = window.customElements;
  // Its stylesheet comes at once, or not.
  const append = window.document.head.append;
  window.document.head.append = (sheet) => {
    append.call(window.document.head, sheet);
    queueMicrotask(() => (isAway ? sheet.onerror() : sheet.onload()));
  };
  page = await import("../../../static/js/markdown.js");
});

test("what can not be read shows its marks, but nothing that they hide", async () => {
  const { markdown } = await import("../../../static/js/markdown.js?away");
  const marked = { text: "**it** was ||the *gardener*||, ||", format: "markdown" };

  await markdown.isReadyFor([marked]);
  assert.equal(markdown.isAwaitedBy([marked]), false);
  assert.equal(markdown.wordsOf(marked), "**it** was ▒▒▒, ");
  await markdown.bring();
  isAway = false;
});

test("what may be marked is awaited, then read; other messages never are", async () => {
  const { markdown } = page;
  const [plain, marked] = [
    { text: "**a**", format: "plain" },
    { text: "**a**", format: "markdown" },
  ];

  assert.equal(markdown.isAwaitedBy([plain, { text: "a", format: "markdown" }]), false);
  assert.equal(markdown.isAwaitedBy([plain, marked]), true);
  assert.equal(markdown.wordsOf(marked), "");
  assert.equal(markdown.wordsOf(plain), "**a**");
  await markdown.isReadyFor([marked]);
  assert.equal(markdown.isAwaitedBy([marked]), false);
  assert.equal(markdown.wordsOf(marked), "a");
});

test("a message is Markdown where its author wishes it and it shows", async () => {
  const { formatAnew, formatOf, markdown } = page;
  await markdown.bring();

  assert.equal(formatOf("hello", true), "plain");
  assert.equal(formatOf("5 * 3", true), "plain");
  assert.equal(formatOf("**hello**", true), "markdown");
  assert.equal(formatOf("**hello**", false), "plain");
  // What was sent as it stands stays so, and what was marked may lose its marks.
  assert.equal(formatAnew({ text: "**a**", format: "plain" }, "**b**"), "plain");
  assert.equal(formatAnew({ text: "a", format: "plain" }, "**b**"), "markdown");
  assert.equal(formatAnew({ text: "**a**", format: "markdown" }, "*b*"), "markdown");
  assert.equal(formatAnew({ text: "**a**", format: "markdown" }, "b"), "plain");
});

test("a message keeps what was opened in it while it says the same", async () => {
  const reader = await page.markdown.bring();
  const first = reader.drawMessage("1/1", "**a**", false);

  assert.equal(reader.drawMessage("1/1", "**a**", false), first);
  assert.notEqual(reader.drawMessage("1/2", "**a**", false), first);
  assert.notEqual(reader.drawMessage("1/1", "**b**", false), first);
  assert.equal(reader.drawMessage("1/3", "plain", false), null);
});
