import assert from "node:assert/strict";
import { before, test } from "node:test";
import { JSDOM } from "jsdom";

/** @type {(source: string, named?: boolean) => HTMLElement} */
let richText;
let window;

before(async () => {
  ({ window } = new JSDOM(""));
  for (const name of ["window", "document", "HTMLElement", "HTMLOListElement", "CustomEvent"]) {
    globalThis[name] = name === "window" ? window : window[name];
  }
  globalThis.customElements = window.customElements;
  globalThis.getSelection = () => ({ isCollapsed: true });
  ({ richText } = await import("../../../static/js/elements/rich-text.js"));
});

const ATTRIBUTES =
  /^(href|rel|target|title|class|dir|start|tabindex|role|aria-label|inert|type|data-nick|viewbox|d|aria-hidden)$/i;

test("nothing but what is listed comes out of a message", () => {
  const hostile = [
    "**x** <script>steal()</script> <img src=x onerror=steal()>",
    "[x](javascript:steal()) ![x](javascript:steal()) <javascript:steal()> **x**",
    '[x](https://e.test/"onmouseover=\'steal()) [y](<https://e.test/" onload="steal()>)',
    "[a]: https://e.test 'x\" onclick=\"steal()'\n\n[a] &#60;svg onload=steal()&#62;",
    '```js"><script>steal()</script>\n</code><script>steal()</script>\n```',
    "![x](https://e.test/x.png) [![y](https://e.test/y.png)](https://e.test)",
    "|a|\n|-|\n|<iframe src=javascript:steal()>|\n\n- [ ] <input autofocus onfocus=steal()>",
  ];
  for (const source of hostile) {
    const drawn = richText(source);
    for (const element of drawn.querySelectorAll(":not(.icon, .icon *)")) {
      assert.doesNotMatch(element.localName, /script|img|iframe|object|style|input|form/, source);
      for (const name of element.getAttributeNames()) assert.match(name, ATTRIBUTES, source);
      const href = element.getAttribute("href");
      if (href !== null) assert.match(href, /^(https?:\/\/|mailto:|tel:)/, source);
    }
  }
});

test("links open elsewhere and tell nothing, those without marks too", () => {
  const links = [
    ...richText("[a](https://e.test/1) **www.e.test/2** <a@e.test>").querySelectorAll("a"),
  ];

  assert.deepEqual(
    links.map(({ href }) => href),
    ["https://e.test/1", "https://www.e.test/2", "mailto:a@e.test"],
  );
  assert.ok(links.every(({ rel }) => rel === "noopener noreferrer"));
  assert.deepEqual(
    links.map(({ target }) => target),
    ["_blank", "_blank", ""],
  );
});

test("a nick stands out where it names somebody, and not in code or links", () => {
  const source = "**@ada** `@bob` [@eve](https://e.test)";

  const named = [...richText(source, true).querySelectorAll("[data-nick]")];
  assert.deepEqual(
    named.map(({ dataset }) => dataset.nick),
    ["ada"],
  );
  assert.equal(richText(source).querySelector("[data-nick]"), null);
});

test("hidden words are shown to a press or Enter, and can be reached only then", () => {
  for (const event of [
    new window.MouseEvent("click"),
    new window.KeyboardEvent("keydown", { key: "Enter" }),
  ]) {
    const spoiler = richText("it was ||the **gardener**||").querySelector(".spoiler");

    assert.equal(spoiler.getAttribute("role"), "button");
    assert.equal(spoiler.querySelector("span").inert, true);
    spoiler.dispatchEvent(event);
    assert.equal(spoiler.className, "spoiler shown");
    assert.equal(spoiler.hasAttribute("role"), false);
    assert.equal(spoiler.querySelector("span").inert, false);
  }
});

test("code is copied whole by its button, and a piece of it by a click", () => {
  const place = window.document.createElement("div");
  const copied = [];
  place.addEventListener("copy-wish", ({ detail }) => copied.push(detail));
  place.append(richText("```js\nlet a = 1;\n\n```\n`b`"));

  place.querySelector(".copy-code").click();
  place.querySelector("p code").click();
  assert.deepEqual(copied, ["let a = 1;", "b"]);
});

test("code gets its colours as elements", async () => {
  const { highlight } = await import("../../../static/js/elements/highlighting.js");
  const place = window.document.createElement("code");
  place.append(...highlight("let a = `<b>`;", "js"));

  assert.equal(place.textContent, "let a = `<b>`;");
  assert.equal(place.querySelector(".code-keyword").textContent, "let");
  assert.equal(place.querySelector("b"), null);
  assert.equal(highlight("x", "no such language"), null);
});

test("tasks are boxes, and lists begin where they begin", () => {
  const drawn = richText("- [ ] milk\n- [x] bread\n\n3. three");
  const boxes = [...drawn.querySelectorAll("li.task .task-box")];

  assert.deepEqual(
    boxes.map((box) => box.getAttribute("aria-label")),
    ["To do:", "Done:"],
  );
  assert.equal(drawn.querySelector("li.task").textContent, "milk");
  assert.equal(drawn.querySelector("ol").start, 3);
});

test("what would show nothing, or the same, is shown as it stands", () => {
  for (const source of ["-", "[a]: https://e.test", "just words", "> ".repeat(30), "2. only"]) {
    assert.equal(richText(source), null, source);
  }
});

test("the names of emoji become them once a table of names is here", async () => {
  const { useShortcodes } = await import("../../../static/js/models/markdown/shortcodes.js");
  useShortcodes((name) => ({ smile: "😄" })[name]);

  assert.equal(richText("**:smile:** :none: `:smile:`").textContent, "😄 :none: :smile:");
  useShortcodes(() => undefined);
});
