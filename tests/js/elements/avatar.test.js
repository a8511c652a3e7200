import assert from "node:assert/strict";
import { before, test } from "node:test";
import { JSDOM } from "jsdom";

/** @type {(chat: object) => HTMLElement} */
let draw;
/** @type {new (kind: string) => Event} */
let PageEvent;

before(async () => {
  const { window } = new JSDOM("");
  for (const name of ["window", "document", "HTMLElement", "customElements", "Node"]) {
    globalThis[name] = name === "window" ? window : window[name];
  }
  PageEvent = window.Event;
  const { render } = await import("../../../static/vendor/lit.js");
  const { avatar } = await import("../../../static/js/elements/avatar.js");
  const place = window.document.createElement("div");
  draw = (chat) => {
    render(avatar(chat), place);
    return place.querySelector(".letter-tile");
  };
});

const ada = (address) => ({
  id: "9",
  kind: "direct",
  title: "Ada Lovelace",
  peer: { id: "1", online: false, avatar: address },
});

test("a person without a photo is their letters", () => {
  const tile = draw(ada(null));
  assert.equal(tile.textContent, "AL");
  assert.equal(tile.querySelector("img"), null);
});

test("a picture in a title is no letter, where there are words", () => {
  const letters = (title) => draw({ id: "3", kind: "group", title }).textContent;
  assert.equal(letters("Canal Street garden 🌱"), "CG");
  assert.equal(letters("🥾 Поход"), "П");
  assert.equal(letters("🌱"), "🌱");
});

test("a photo lies over the letters, in the size that the screen needs", () => {
  const tile = draw(ada("/media/7"));
  const image = tile.querySelector("img");
  assert.equal(tile.textContent.trim(), "AL");
  assert.equal(image.getAttribute("src"), "/media/7?size=64");
  assert.equal(image.getAttribute("srcset"), "/media/7?size=64 64w, /media/7 512w");
  assert.deepEqual(
    ["alt", "loading", "decoding", "width"].map((name) => image.getAttribute(name)),
    ["", "lazy", "async", "48"],
  );
});

test("a photo that does not come shows the letters, and the next one comes", () => {
  const image = draw(ada("/media/7")).querySelector("img");
  image.dispatchEvent(new PageEvent("error"));
  assert.equal(image.className, "photo failed");
  draw(ada("/media/8"));
  image.dispatchEvent(new PageEvent("load"));
  assert.equal(image.className, "photo");
});

test("a photo that was removed is gone at once", () => {
  draw(ada("/media/7"));
  assert.equal(draw(ada(null)).querySelector("img"), null);
});

test("the chat with oneself has its sign", () => {
  const tile = draw({ id: "9", kind: "saved", title: "", peer: null });
  assert.ok(tile.querySelector("svg"));
  assert.equal(tile.querySelector("img"), null);
});

test("service notices have a tile of their own", () => {
  const tile = draw({ ...ada(null), role: "read_only" });
  assert.ok(tile.querySelector("svg"));
  assert.equal(tile.textContent, "");
  assert.ok(tile.classList.contains("tone-saved"));
});
