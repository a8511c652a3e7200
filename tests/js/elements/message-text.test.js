import assert from "node:assert/strict";
import { before, test } from "node:test";
import { JSDOM } from "jsdom";
import { textParts } from "../../../static/js/models/text-parts.js";

const HOSTILE = [
  "<script>steal()</script>",
  "<img src=x onerror=steal()>",
  '"><svg onload=steal()>',
  "javascript:steal()",
  "https://example.org/\"onmouseover='steal()",
  "https://example.org/<script>steal()</script>",
  "{{steal()}} <!--?lit$1$-->",
  "http://javascript:steal()@example.org",
];

/** @type {(text: string) => HTMLElement} */
let draw;

before(async () => {
  const { window } = new JSDOM("");
  for (const name of ["window", "document", "HTMLElement", "customElements", "Node"]) {
    globalThis[name] = name === "window" ? window : window[name];
  }
  const { render } = await import("../../../static/vendor/lit.js");
  const { messageText } = await import("../../../static/js/elements/message-text.js");
  draw = (text) => {
    const place = window.document.createElement("div");
    render(messageText(textParts(text)), place);
    return place;
  };
});

test("whatever people write is text, and nothing but links stands beside it", () => {
  for (const text of HOSTILE) {
    const place = draw(text);

    assert.equal(place.textContent, text);
    for (const element of place.querySelectorAll("*")) {
      assert.equal(element.localName, "a");
      assert.match(element.getAttribute("href"), /^https?:\/\//);
      assert.deepEqual(element.getAttributeNames().sort(), ["href", "rel", "target"]);
    }
  }
});

test("a link opens elsewhere and tells nothing of where it came from", () => {
  const link = draw("look: https://example.org/a").querySelector("a");

  assert.equal(link.href, "https://example.org/a");
  assert.equal(link.target, "_blank");
  assert.equal(link.rel, "noopener noreferrer");
});
