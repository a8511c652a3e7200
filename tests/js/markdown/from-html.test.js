import assert from "node:assert/strict";
import { before, test } from "node:test";
import { JSDOM } from "jsdom";
import { plainWords } from "../../../static/js/models/markdown/words.js";

let markdownOf;
let wordsOn;
let copyOf;

before(async () => {
  const { window } = new JSDOM("");
  for (const name of ["window", "document", "HTMLElement", "HTMLOListElement", "DOMParser"]) {
    globalThis[name] = name === "window" ? window : window[name];
  }
  globalThis.customElements = window.customElements;
  ({ markdownOf, wordsOn } = await import("../../../static/js/models/markdown/from-html.js"));
  ({ copyOf } = await import("../../../static/js/elements/rich-copy.js"));
});

test("what is formatted on a page is formatted in the message", () => {
  const cases = [
    ["<p>a <b>bold </b>and <i>it</i></p><p>b</p>", "a **bold** and _it_\n\nb"],
    ["<h2>Head</h2> <b>text</b> <p> on </p>", "## Head\n\n**text**\n\non"],
    ["<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"],
    ["<ol><li><p>a</p></li><li>b</li></ol>", "1. a\n2. b"],
    ["<blockquote>a<br>b</blockquote>", "> a\n> b"],
    ['<pre><code class="hljs language-js">let a = `b`;\n</code></pre>', "```js\nlet a = `b`;\n```"],
    ["see <code>a`b</code>", "see `` a`b ``"],
    [
      '<a href="https://e.test/a b">x</a> <a href="javascript:y">z</a>',
      "[x](https://e.test/a%20b) z",
    ],
    ['<a href="https://e.test/">https://e.test/</a>', "https://e.test/"],
    [
      "<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td>3</td></tr></table>",
      "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |",
    ],
    ['<b style="font-weight: normal"><span style="font-weight:700">x</span> y</b>', "**x** y"],
    ["<s>2*3</s> snake_case _x_", "~~2\\*3~~ snake_case \\_x\\_"],
    ['<b>a</b> <img src="https://e.test/x.png" alt="cat"><script>steal()</script>', "**a** cat"],
  ];
  for (const [page, markdown] of cases) assert.equal(markdownOf(page), markdown, page);
});

test("what is not formatted is left to the words that come with it", () => {
  assert.equal(markdownOf("<div>just</div><div>words</div>"), "");
  assert.equal(markdownOf(`<b>${"x".repeat(300_000)}</b>`), "");
  assert.equal(wordsOn("<p>just</p><style>p{}</style>"), "just");
});

test("nothing of a page is kept that a browser would run", () => {
  const page = '<b onclick="steal()">a</b><img src=x onerror=steal()><svg onload=steal()>b</svg>';
  assert.equal(markdownOf(page), "**a**");
});

test("what is copied out of a message comes back as it was", () => {
  const source =
    "# Head\n\n**bold** _it_ ~~no~~ `a` ||hid||\n\n- [x] done\n- [ ] open\n\n> quote\n\n" +
    "```js\nlet a;\n```\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n[x](https://e.test/a)";
  const { text, html } = copyOf(source);

  assert.equal(markdownOf(html), source);
  assert.equal(text, plainWords(source, true));
  assert.deepEqual(copyOf("just words"), { text: "just words", html: "" });
});
