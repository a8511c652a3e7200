import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { aMessage, aPack, aSticker } from "../objects.js";
import { openPage } from "./page.js";

/** @type {any} */
let window;
/** @type {any} */
let modules;
/** @type {any[]} */
let asked;
/** @type {any} */
let had;

before(async () => {
  window = openPage();
  globalThis.CSS = { escape: (text) => text };
  globalThis.InputEvent = window.InputEvent;
  const { messenger } = await import("../../../static/js/messenger.js");
  messenger.ask = async (op, data) => {
    asked.push([op, data]);
    return had;
  };
  messenger.store.get = async () => undefined;
  modules = {
    messenger,
    ...(await import("../../../static/js/stickers.js")),
    ...(await import("../../../static/js/elements/sticker-panel.js")),
    ...(await import("../../../static/js/elements/sticker-strip.js")),
    ...(await import("../../../static/js/elements/sticker-box.js")),
    ...(await import("../../../static/vendor/lit.js")),
  };
});

beforeEach(async () => {
  asked = [];
  const cats = aPack("cats", ["😺", "😿", "😸"]);
  had = { packs: [cats, aPack("dogs", ["🐶", "🦮"])], recent: [cats.stickers[1]], favourites: [] };
  await modules.stickers.bring();
  await modules.stickers.refresh();
  document.body.replaceChildren();
});

async function drawn(element) {
  await new Promise((resolve) => setTimeout(resolve, 5));
  await element.updateComplete;
}

async function show(element) {
  document.body.append(element);
  await drawn(element);
  return element;
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

const labels = (element, selector) =>
  [...element.querySelectorAll(selector)].map((each) => each.getAttribute("aria-label"));

test("the panel shows what is at hand, then pack by pack, each sticker by its emoji", async () => {
  const panel = await show(new modules.StickerPanel());
  const chosen = [];
  panel.onChoose = ({ id }) => chosen.push(id);

  assert.deepEqual(labels(panel, "section"), ["Recent", "Pack cats", "Pack dogs"]);
  assert.deepEqual(labels(panel, ".emoji-tab"), ["Recent", "Pack cats", "Pack dogs"]);
  assert.deepEqual(labels(panel, "section:nth-child(2) button"), ["😺", "😿", "😸"]);
  panel.querySelector("[data-place='2 1']").click();
  assert.deepEqual(chosen, ["dogs-1"]);
});

test("what is sent moves nothing under the pointer, a new favourite shows", async () => {
  const panel = await show(new modules.StickerPanel());
  modules.stickers.use(had.packs[1].stickers[0]);
  await drawn(panel);
  assert.deepEqual(labels(panel, "section:first-child button"), ["😿"]);

  had = { ...had, favourites: [had.packs[1].stickers[0]] };
  await modules.stickers.keep(had.favourites[0], true);
  await drawn(panel);
  assert.deepEqual(labels(panel, "section"), ["Recent", "Favourites", "Pack cats", "Pack dogs"]);
  assert.deepEqual(asked.at(-1), ["stickers.keep", { sticker_id: "dogs-0", on: true }]);
});

test("keys lead through the tabs, down to the stickers and back", async () => {
  const panel = await show(new modules.StickerPanel());
  panel.focus();
  assert.equal(document.activeElement.dataset.section, "recent");
  strike("ArrowRight");
  assert.equal(document.activeElement.dataset.section, "cats");
  strike("ArrowDown");
  await drawn(panel);
  assert.equal(document.activeElement.dataset.place, "0 0");
  strike("ArrowUp");
  assert.equal(document.activeElement.dataset.section, "recent");
});

test("the strip offers what says the one emoji, and a press sends it in the place of that", async () => {
  const sent = [];
  const { messenger } = modules;
  messenger.listView.openChatId = "10";
  messenger.outbox.add = (...facts) => sent.push(facts);
  messenger.chats.rise = () => {};
  messenger.conversation("10").jumpToEnd = () => {};
  const field = document.createElement("textarea");
  document.body.append(field);
  const strip = await show(new modules.StickerStrip());
  const write = async (text) => {
    field.value = text;
    strip.look({ id: "10" }, field);
    await drawn(strip);
  };
  await write("😺!");
  assert.equal(strip.querySelector("button"), null);
  await write("🐶🐶");
  assert.equal(strip.querySelector("button"), null);
  await write("🐶");
  assert.deepEqual(labels(strip, "button").length, 1);

  field.focus();
  const up = new window.KeyboardEvent("keydown", { key: "ArrowUp", cancelable: true });
  assert.ok(strip.key(up));
  document.activeElement.click();
  await drawn(strip);
  assert.deepEqual(sent, [["10", "", { sticker: had.packs[1].stickers[0] }]]);
  assert.equal(field.value, "");
  assert.equal(strip.querySelector("button"), null);

  await write("🐶");
  strip.key(new window.KeyboardEvent("keydown", { key: "Escape", cancelable: true }));
  await write("🐶");
  assert.equal(strip.querySelector("button"), null);
});

test("the room of a sticker is known before it comes; one that is a film plays without a sound", () => {
  const { html, render } = modules;
  const draw = (sticker) => render(html`${modules.stickerBox(sticker, true)}`, document.body);
  draw(aSticker("s", { width: 512, height: 256, emoji: "😺", pack: "cats" }));
  const box = document.querySelector(".sticker");
  assert.equal(box.style.getPropertyValue("--height"), "256");
  assert.equal(box.getAttribute("aria-label"), "😺 Sticker");
  assert.equal(box.dataset.pack, "cats");
  assert.equal(box.querySelector("img").getAttribute("src"), "/media/s");

  draw(aSticker("v", { mime: "video/webm" }));
  const film = document.querySelector("video");
  assert.ok(film.muted && film.loop && film.autoplay);
});

test("whoever shows a line of a message names the sticker", async () => {
  const { markdown } = await import("../../../static/js/markdown.js");
  const sticker = aSticker("s", { emoji: "😍" });
  assert.equal(markdown.wordsOf(aMessage(1, { text: "", sticker })), "😍 Sticker");
});
