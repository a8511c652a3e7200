import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { aMedia, aMessage } from "../objects.js";
import { openPage } from "./page.js";

/** @type {Element} */
let place;
let draw;
let drawRowOf;
let messenger;

before(async () => {
  const window = openPage();
  globalThis.IntersectionObserver = class {
    observe() {}
    disconnect() {}
  };
  globalThis.HTMLVideoElement = window.HTMLVideoElement;
  const navigator = { pdfViewerEnabled: true, languages: [] };
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
  const { render } = await import("../../../static/vendor/lit.js");
  const { layAlbum } = await import("../../../static/js/models/album.js");
  const parts = await import("../../../static/js/elements/media-parts.js");
  ({ messenger } = await import("../../../static/js/messenger.js"));
  draw = (attachments, { reachable = true, text = "" } = {}) => {
    const bubble = { attachments, text, seq: 1, message: aMessage(1, { attachments }) };
    render(parts.drawAlbum(bubble, layAlbum(attachments, false), reachable), place);
  };
  drawRowOf = (media) => {
    const bubble = { attachments: [media], text: "", seq: 1, message: aMessage(1) };
    render(parts.drawRow(bubble, media, true), place);
  };
});

beforeEach(() => {
  place = document.createElement("main");
  document.body.replaceChildren(place);
});

test("a photo is a button with its small picture until that of the right size is there", () => {
  draw([aMedia({ preview: "data:image/webp;base64,AA" })]);
  const sharp = place.querySelector("button.picture img");

  assert.equal(place.querySelector("button").getAttribute("aria-label"), "Photo");
  assert.equal(sharp.style.backgroundImage, 'url("data:image/webp;base64,AA")');
  assert.equal(sharp.getAttribute("loading"), "lazy");
  assert.equal(
    sharp.getAttribute("srcset"),
    "/media/7?size=320 320w, /media/7?size=800 800w, /media/7 1600w",
  );
  assert.equal(sharp.getAttribute("sizes"), "420px");
});

test("of a small photo there are no larger sizes to choose", () => {
  draw([aMedia({ width: 300, height: 200 })]);
  assert.equal(place.querySelector(".sharp").getAttribute("srcset"), "/media/7 300w");
});

test("Tab leads to the pictures of the message that has the turn alone", () => {
  draw([aMedia({ id: "1" }), aMedia({ id: "2" })], { reachable: false });
  assert.deepEqual(
    [...place.querySelectorAll("button")].map(({ tabIndex }) => tabIndex),
    [-1, -1],
  );
});

test("what is being made, or could not be, asks for nothing and says so", () => {
  draw([aMedia({ status: "processing" }), aMedia({ status: "failed", kind: "video" })]);
  assert.deepEqual(
    [...place.querySelectorAll("[role=img]")].map((each) => each.getAttribute("aria-label")),
    ["Photo. It is being prepared.", "Video. It could not be read."],
  );
  assert.equal(place.querySelectorAll("img[src^='/media']").length, 0);
});

test("what is on its way shows how far it is, and is taken back by a press", () => {
  const cancelled = [];
  messenger.addEventListener("cancel-file", ({ detail }) => cancelled.push(detail.id));
  draw([aMedia({ status: "uploading", progress: 0.35, name: "sea.jpg" })]);
  const button = place.querySelector("button.upload");

  assert.equal(button.getAttribute("aria-label"), "Cancel sending sea.jpg, 35%");
  button.click();
  assert.deepEqual(cancelled, ["7"]);
});

test("a file is downloaded under its name; text and PDF can be read as well", () => {
  const file = { kind: "file", name: "a.zip", mime: "application/zip", size: 45_000 };
  drawRowOf(aMedia(file));
  const link = place.querySelector("a.file-row");
  assert.deepEqual(
    [link.getAttribute("href"), link.getAttribute("download"), link.getAttribute("aria-label")],
    ["/media/7", "a.zip", "Download “a.zip”, 45 кБ"],
  );
  for (const mime of ["application/pdf", "text/plain; charset=utf-8"]) {
    drawRowOf(aMedia({ ...file, mime }));
    assert.ok(place.querySelector("button.file-open"), mime);
    assert.equal(place.querySelector("a.file-have").getAttribute("download"), "a.zip");
  }
});

test("what a file is called is no markup", () => {
  drawRowOf(aMedia({ kind: "file", name: "<img src=x onerror=alert(1)>", mime: "text/html" }));
  assert.equal(place.querySelectorAll("img").length, 0);
});

test("a voice message is heard by a button and sought by a slider", async () => {
  const media = aMedia({ kind: "voice", duration: 12.4, waveform: [10, 200, 90] });
  drawRowOf(media);
  const row = place.querySelector("voice-row");
  await row.updateComplete;
  const slider = row.querySelector("[role=slider]");

  assert.equal(row.querySelector("button").getAttribute("aria-label"), "Play: Voice message");
  assert.equal(slider.getAttribute("aria-valuemax"), "12");
  assert.equal(slider.getAttribute("aria-valuetext"), "0:00 of 0:12");
  assert.equal(row.querySelectorAll(".seek path").length, 2);
});

test("one's own voice has its row, and how far it is, while it still goes out", async () => {
  const facts = { kind: "voice", mime: "audio/webm;codecs=opus", duration: 3, waveform: [9, 200] };
  drawRowOf(aMedia({ ...facts, status: "uploading", progress: 0.4 }));
  const row = place.querySelector("voice-row");
  await row.updateComplete;
  assert.equal(row.querySelector("button").getAttribute("aria-label"), "Play: Voice message");
  assert.equal(row.querySelector(".way circle").getAttribute("stroke-dasharray"), "40 100");

  drawRowOf(aMedia(facts));
  assert.equal(place.querySelector("voice-row"), row);
  await row.updateComplete;
  assert.equal(row.querySelector(".way"), null);
});
