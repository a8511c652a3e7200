import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { JSDOM } from "jsdom";

/** @type {Element} */
let place;
/** @type {(preview: object | null, reachable?: boolean) => void} */
let draw;

beforeEach(async () => {
  const { window } = new JSDOM("<main></main>");
  for (const name of ["window", "document", "HTMLElement", "customElements", "Node"]) {
    globalThis[name] = name === "window" ? window : window[name];
  }
  const { render } = await import("../../../static/vendor/lit.js");
  const { linkCard } = await import("../../../static/js/elements/link-card.js");
  place = window.document.querySelector("main");
  draw = (preview, reachable = false) => render(linkCard(preview, reachable), place);
});

const PREVIEW = {
  url: "https://example.org/a?b=c",
  site: "The Site",
  title: "News",
  description: "What is new.",
  image: { url: "/media/previews/7", width: 640, height: 400 },
};

test("the whole card leads where the link leads, in a tab of its own", () => {
  draw(PREVIEW, true);
  const card = place.querySelector("a");

  assert.equal(card.getAttribute("href"), "https://example.org/a?b=c");
  assert.equal(card.getAttribute("rel"), "noopener noreferrer");
  assert.equal(card.tabIndex, 0);
  assert.deepEqual(
    [...card.querySelectorAll("span")].map(({ textContent }) => textContent),
    ["The Site", "News", "What is new."],
  );
});

test("a picture has its size before it is there; a narrow one stands at the side", () => {
  draw(PREVIEW);
  const image = place.querySelector("img");
  assert.deepEqual([image.className, image.width, image.height], ["wide", 640, 400]);
  assert.equal(image.getAttribute("alt"), "");

  draw({ ...PREVIEW, image: { url: "/media/previews/8", width: 100, height: 100 } });
  assert.equal(place.querySelector("img").className, "small");
  assert.equal(place.querySelector("a").firstElementChild.tagName, "IMG");
});

test("what is not there takes no place, and what a page says is no markup", () => {
  draw(null);
  assert.equal(place.querySelector("a"), null);
  draw({ ...PREVIEW, title: "<img src=x onerror=alert(1)>", description: "", image: null });
  assert.equal(place.querySelectorAll("img, script").length, 0);
  assert.equal(place.querySelectorAll("span").length, 2);
});
