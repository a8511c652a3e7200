import assert from "node:assert/strict";
import { test } from "node:test";
import { emojiIn, isAnimated, isArchive, kindOf } from "../../../static/js/models/sticker-files.js";

test("a picture is known by the end of its name, what is hidden is none", () => {
  const kinds = {
    "a.PNG": "image/png",
    "folder/b.jpeg": "image/jpeg",
    "c.webp": "image/webp",
    "d.webm": "video/webm",
    "e.svg": "",
    png: "",
    "read.me.txt": "",
    "__MACOSX/a.png": "",
    "pack/__MACOSX/._a.png": "",
    ".hidden.png": "",
    "folder/.b.png": "",
    "": "",
  };
  for (const [path, kind] of Object.entries(kinds)) assert.equal(kindOf(path), kind, path);
});

test("an archive is known by its name or by its kind", () => {
  assert.ok(isArchive({ name: "Cats.ZIP", type: "" }));
  assert.ok(isArchive({ name: "cats", type: "application/zip" }));
  assert.equal(isArchive({ name: "zip.png", type: "image/png" }), false);
});

test("a WebP that moves says so in its head", () => {
  const head = (kind, flags) => {
    const bytes = new Uint8Array(32);
    bytes.set(new TextEncoder().encode(`RIFF....WEBP${kind}`));
    bytes[20] = flags;
    return bytes;
  };
  assert.ok(isAnimated(head("VP8X", 0x12)));
  assert.equal(isAnimated(head("VP8X", 0x10)), false);
  assert.equal(isAnimated(head("VP8L", 0x02)), false);
  assert.equal(isAnimated(new Uint8Array(4)), false);
});

test("the first emoji of a name is what a picture says, digits are none", () => {
  assert.equal(emojiIn("12 👩‍🚀🚀 cat.png"), "👩‍🚀");
  assert.equal(emojiIn("cat 2.png"), "");
});
