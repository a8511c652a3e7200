import assert from "node:assert/strict";
import { test } from "node:test";
import { t, tn, useTexts } from "../../static/js/texts.js";

const RUSSIAN = {
  "Saved messages": "Избранное",
  "Block {name}": "Заблокировать: {name}",
  "{n} message": ["{n} сообщение", "{n} сообщения", "{n} сообщений"],
  "Not yet": "",
};

test("a text is translated and its places are filled", () => {
  useTexts("ru", RUSSIAN);

  assert.equal(t("Saved messages"), "Избранное");
  assert.equal(t("Block {name}", { name: "Боб" }), "Заблокировать: Боб");
});

test("what is not translated stays English", () => {
  useTexts("ru", RUSSIAN);

  assert.equal(t("Not yet"), "Not yet");
  assert.equal(t("Never heard of {it}", { it: "that" }), "Never heard of that");
});

test("Russian has three forms", () => {
  useTexts("ru", RUSSIAN);
  const shown = [1, 2, 5, 11, 21, 22, 111].map((n) => tn("{n} message", "{n} messages", n));

  assert.deepEqual(shown, [
    "1 сообщение",
    "2 сообщения",
    "5 сообщений",
    "11 сообщений",
    "21 сообщение",
    "22 сообщения",
    "111 сообщений",
  ]);
});

test("English has two forms, also without a catalogue", () => {
  useTexts("en", {});

  assert.equal(tn("{n} message", "{n} messages", 1), "1 message");
  assert.equal(tn("{n} message", "{n} messages", 1234), "1,234 messages");
});

test("a text is no template: what people write is never filled again", () => {
  useTexts("en", {});

  assert.equal(t("Block {name}", { name: "{name} $&" }), "Block {name} $&");
});
