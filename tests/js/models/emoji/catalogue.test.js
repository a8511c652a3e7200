import assert from "node:assert/strict";
import { test } from "node:test";
import { allEmoji, listOf } from "../../emoji-lists.js";

const emoji = allEmoji();
const signs = (query, most) => emoji.search(query, most).map(({ sign }) => sign);

test("the lists of both languages name every emoji, and each is one of the standard", () => {
  const rows = Object.values(listOf("emoji")).flat();
  for (const language of ["en", "ru"]) {
    const names = listOf(language);
    assert.equal(names.length, rows.length);
    for (const name of names) assert.match(name, /^[^|]+\|[^|]*$/);
  }
  const wrong = rows.filter(([sign]) => !/^\p{RGI_Emoji}$/v.test(sign));
  assert.deepEqual(wrong, []);
  const codes = rows.flatMap(([, own]) => own.split(" "));
  assert.equal(new Set(codes).size, codes.length);
  assert.ok(rows.length > 1800);
});

test("an emoji is found by the beginnings of its words, in both languages", () => {
  for (const [query, sign] of [
    ["heart", "❤️"],
    ["серд", "❤️"],
    ["огонь", "🔥"],
    ["fire", "🔥"],
    ["флаг росс", "🇷🇺"],
    ["flag ru", "🇷🇺"],
    ["Спасибо", "🙏"],
    ["thumbs_up", "👍"],
    ["+1", "👍"],
    ["-1", "👎"],
    ["pinata", "🪅"],
  ]) {
    assert.equal(signs(query)[0], sign, query);
  }
  assert.deepEqual(signs("umbs"), []);
  assert.deepEqual(signs("   "), []);
});

test("ё and е are one letter, and the other keyboard layout is read", () => {
  assert.ok(signs("ёлка").includes("🎄"));
  assert.deepEqual(signs("ёлка"), signs("елка"));
  assert.deepEqual(signs("cthlwt"), signs("сердце"));
  assert.deepEqual(signs("руфке"), signs("heart"));
});

test("what is called so comes first, then what everybody knows", () => {
  assert.equal(signs("dog")[0], "🐶");
  assert.equal(signs("party")[0], "🎉");
  assert.deepEqual(signs("сердце", 2), ["❤️", "💔"]);
  assert.equal(signs("смех", 3).length, 3);
});

test("a whole name leads to one emoji, as many know it, in any language", () => {
  for (const [name, sign] of [
    ["heart", "❤️"],
    ["+1", "👍"],
    ["Thumbs_Up", "👍"],
    ["tada", "🎉"],
    ["flag-ru", "🇷🇺"],
    ["огонь", "🔥"],
    ["алое_сердце", "❤️"],
    ["100", "💯"],
  ]) {
    assert.equal(emoji.named(name)?.sign, sign, name);
  }
  assert.equal(emoji.named("nothing_of_the_kind"), null);
});

test("every shortcode leads to its emoji", () => {
  const lost = emoji.groups
    .flatMap((group) => group.emoji)
    .flatMap((each) => each.codes.filter((code) => emoji.named(code) !== each));
  assert.deepEqual(lost, []);
});

test("an emoji is known in every tone", () => {
  assert.equal(emoji.find("👍🏿")?.sign, "👍");
  assert.equal(emoji.find("🖐🏽")?.label, "раскрытая ладонь");
  assert.equal(emoji.find("x"), null);
});

test("names are those of the page's language", () => {
  assert.equal(emoji.find("🔥")?.label, "огонь");
  assert.equal(allEmoji(["en", "ru"]).find("🔥")?.label, "fire");
});

test("what the browser does not draw is not there", () => {
  const old = allEmoji(["en"], 13.1);
  assert.equal(old.find("🫠"), null);
  assert.equal(old.find("🔥")?.label, "fire");
  assert.equal(old.find("🇷🇺")?.label, "flag: Russia");
  assert.equal(allEmoji(["en"], 14).find("🫠")?.label, "melting face");
});
