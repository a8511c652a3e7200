import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpt, quoteOf, requote, unquote } from "../../../static/js/models/quotes.js";
import { aMedia, aMessage, BOB } from "../objects.js";

test("a text is shown by its beginning, in one line", () => {
  assert.equal(excerpt("well,\n\n  good morning "), "well, good morning");
  const long = excerpt("word ".repeat(100));
  assert.equal(long.length, 160);
  assert.ok(long.endsWith("word…"));
  assert.equal(Array.from(excerpt("😀".repeat(200))).length, 160);
});

test("of a deleted message nothing is shown but that it was there", () => {
  const gone = aMessage(1, { text: "", deleted: true });

  assert.deepEqual(quoteOf(gone), { seq: 1, sender_id: BOB, excerpt: "", deleted: true });
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

  assert.deepEqual(shown.reply_to, { seq: 1, sender_id: BOB, excerpt: "", deleted: true });
});

test("an answer to a picture shows it small, and says what it is", () => {
  const attachments = [aMedia({ kind: "file", thumbnail_url: null }), aMedia()];
  assert.deepEqual(quoteOf(aMessage(1, { kind: "file", text: "", attachments })), {
    seq: 1,
    sender_id: "2",
    excerpt: "2 files",
    deleted: false,
    kind: "file",
    thumbnail_url: "/media/7?size=320",
  });
});
