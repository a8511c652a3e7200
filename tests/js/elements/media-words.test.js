import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { lengthWords, mediaWords, quoteWords } from "../../../static/js/elements/media-words.js";
import { markdown } from "../../../static/js/markdown.js";
import { useTexts } from "../../../static/js/texts.js";
import { aMedia, aMessage } from "../objects.js";

afterEach(() => useTexts("en", {}));

const words = (...all) => mediaWords(all.map((facts) => aMedia(facts)));

test("what one file is, is said in a word or two, or by its name", () => {
  assert.equal(words(), "");
  assert.equal(words({ kind: "photo" }), "Photo");
  assert.equal(words({ kind: "video", duration: 5 }), "Video");
  assert.equal(words({ kind: "voice", duration: 12.4 }), "Voice message 0:12");
  assert.equal(words({ kind: "voice", duration: null }), "Voice message");
  assert.equal(words({ kind: "file", name: "plan.pdf" }), "plan.pdf");
  assert.equal(words({ kind: "file", name: "" }), "File");
});

test("several are counted, and are an album where they are of two kinds", () => {
  const [photo, video, file] = [{ kind: "photo" }, { kind: "video" }, { kind: "file" }];
  assert.equal(words(photo, photo, photo), "3 photos");
  assert.equal(words(video, video), "2 videos");
  assert.equal(words(photo, video), "Album");
  assert.equal(words(file, file), "2 files");
});

test("in Russian the number chooses the form", () => {
  useTexts("ru", { "{n} file": ["{n} файл", "{n} файла", "{n} файлов"] });
  const files = (count) => words(...Array(count).fill({ kind: "file" }));
  assert.deepEqual([2, 5].map(files), ["2 файла", "5 файлов"]);
});

test("a length is minutes and seconds, with hours where there are any", () => {
  assert.deepEqual([0, 9.9, 61, 3_723, null, Number.POSITIVE_INFINITY].map(lengthWords), [
    "0:00",
    "0:09",
    "1:01",
    "1:02:03",
    "",
    "",
  ]);
});

test("a line about a message says its words, or else what is attached to it", () => {
  const attachments = [aMedia({ kind: "photo" })];
  assert.equal(markdown.wordsOf(aMessage(1, { text: "the sea", attachments })), "the sea");
  assert.equal(markdown.wordsOf(aMessage(1, { text: "", attachments })), "Photo");
});

test("an answer tells what it answers by its words, or by its kind", () => {
  const quote = { seq: 1, sender_id: "2", deleted: false };
  assert.equal(quoteWords({ ...quote, excerpt: "hello", kind: "photo" }), "hello");
  assert.equal(quoteWords({ ...quote, excerpt: "", kind: "photo" }), "Photo");
  assert.equal(quoteWords({ ...quote, excerpt: "" }), "");
});
