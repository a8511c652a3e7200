import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpt, quoteOf, requote, unquote } from "../../../static/js/models/quotes.js";
import { aMedia, aMessage, BOB } from "../objects.js";

const NOTHING = { seq: 1, sender_id: BOB, excerpt: "", deleted: true, thumbnail_url: null };

test("a text is shown by its beginning, in one line", () => {
  assert.equal(excerpt("well,\n\n  good morning "), "well, good morning");
  const long = excerpt("word ".repeat(100));
  assert.equal(long.length, 160);
  assert.ok(long.endsWith("word…"));
  assert.equal(Array.from(excerpt("😀".repeat(200))).length, 160);
});

test("of a deleted message nothing is shown but that it was there", () => {
  const gone = aMessage(1, { text: "", deleted: true });

  assert.deepEqual(quoteOf(gone), { ...NOTHING, kind: gone.kind });
});

test("replies show what the message says now, others stay the same objects", () => {
  const [plain, reply] = [aMessage(2), aMessage(3, { reply_to: quoteOf(aMessage(1)) })];

  const [first, second] = requote([plain, reply], aMessage(1, { text: "better" }));

  assert.equal(first, plain);
  assert.equal(second.reply_to.excerpt, "better");
  assert.equal(reply.reply_to.excerpt, "message 1");
});

test("what this person has deleted is quoted no more", () => {
  const reply = aMessage(3, { reply_to: quoteOf(aMessage(1)) });

  const [shown] = unquote([reply], [1, 2]);

  assert.deepEqual(shown.reply_to, { ...NOTHING, kind: "text" });
});

test("an answer to media shows what the server says of them", () => {
  const [photo, video] = [aMedia(), aMedia({ kind: "video", thumbnail_url: null })];
  const [notes, plan] = ["notes.pdf", "plan.odt"].map((name) =>
    aMedia({ kind: "file", name, thumbnail_url: null }),
  );
  const sticker = { id: "1", emoji: "😀" };
  for (const [told, kind, excerpt, thumbnail_url] of [
    [{ attachments: [photo, video] }, "photo", "", "/media/7?size=320"],
    [{ attachments: [video, photo] }, "video", "", null],
    [{ attachments: [photo], text: "the *sea*" }, "photo", "the *sea*", "/media/7?size=320"],
    [{ attachments: [notes, plan] }, "file", "notes.pdf, plan.odt", null],
    [{ sticker }, "sticker", "", null],
  ]) {
    const message = aMessage(1, { kind, text: "", ...told });
    const quote = { seq: 1, sender_id: BOB, excerpt, deleted: false, kind, thumbnail_url };
    assert.deepEqual(quoteOf(message), quote);
  }
});
