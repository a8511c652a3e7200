import assert from "node:assert/strict";
import { test } from "node:test";
import { Stickers } from "../../../static/js/models/stickers.js";
import { aPack, aSticker } from "../objects.js";

const CATS = aPack("cats", ["😺", "😿"]);
const DOGS = aPack("dogs", ["🐶", "❤️"]);
const HAD = { packs: [CATS, DOGS], recent: [], favourites: [] };

/** Stickers of somebody whose server answers with what `answers` holds then. */
function begin({ answers = {}, kept } = {}) {
  const asked = [];
  const written = [];
  const ask = async (op, data) => {
    asked.push([op, data]);
    return op in answers ? answers[op] : HAD;
  };
  const store = { get: async () => kept, write: async (_table, [row]) => written.push(row) };
  return { stickers: new Stickers({ ask, store }), asked, written };
}

const idsOf = (stickers) => stickers.map(({ id }) => id);

test("they are asked for once, and kept for the next page", async () => {
  const { stickers, asked, written } = begin();
  await Promise.all([stickers.bring(), stickers.bring()]);
  await stickers.bring();

  assert.deepEqual(asked, [["stickers.list", {}]]);
  assert.deepEqual(stickers.packs, [CATS, DOGS]);
  assert.deepEqual(written.at(-1), { name: "stickers", had: HAD });
});

test("what was kept shows while the server is asked", async () => {
  const kept = { name: "stickers", had: { ...HAD, packs: [CATS] } };
  const { stickers } = begin({ kept });
  const seen = [];
  stickers.watch(() => seen.push(stickers.packs.length));
  await stickers.bring();
  await stickers.refresh();

  assert.deepEqual(seen.slice(0, 2), [1, 2]);
});

test("what has changed elsewhere is asked for where it was wished for, and only there", async () => {
  const { stickers, asked } = begin();
  await stickers.outdate();
  assert.deepEqual(asked, []);

  await stickers.bring();
  await stickers.outdate();
  assert.equal(asked.length, 2);
});

test("what changes while an answer is on its way is asked for after it", async () => {
  const { stickers, asked } = begin();
  const brought = stickers.bring();
  while (asked.length === 0) await null;
  await Promise.all([brought, stickers.outdate(), stickers.outdate()]);

  assert.equal(asked.length, 2);
});

test("a refusal is no answer: the next wish asks again", async () => {
  const answers = { "stickers.list": null };
  const { stickers, asked } = begin({ answers });
  await stickers.bring();
  delete answers["stickers.list"];
  await stickers.bring();

  assert.equal(asked.length, 2);
  assert.equal(stickers.packs.length, 2);
});

test("what was sent is the first of the last thirty", async () => {
  const { stickers } = begin();
  await stickers.bring();
  for (let at = 0; at < 31; at += 1) stickers.use(aSticker(`s${at}`));
  stickers.use(aSticker("s5"));

  assert.equal(stickers.recent.length, 30);
  assert.deepEqual(idsOf(stickers.recent).slice(0, 3), ["s5", "s30", "s29"]);
});

test("a favourite shows at once, and as the server has it then", async () => {
  const [first, second] = CATS.stickers;
  const answers = { "stickers.keep": { ...HAD, favourites: [second, first] } };
  const { stickers, asked } = begin({ answers });
  await stickers.bring();
  const coming = stickers.keep(second, true);
  assert.ok(stickers.isKept(second.id));
  await coming;

  assert.deepEqual(asked.at(-1), ["stickers.keep", { sticker_id: second.id, on: true }]);
  assert.deepEqual(idsOf(stickers.favourites), [second.id, first.id]);
});

test("a favourite that is refused is none", async () => {
  const { stickers } = begin({ answers: { "stickers.keep": null } });
  await stickers.bring();
  await stickers.keep(CATS.stickers[0], true);

  assert.equal(stickers.isKept(CATS.stickers[0].id), false);
});

test("those that say an emoji are found whatever it wears, each once, the favourites first", async () => {
  const [cat, sad] = CATS.stickers;
  const had = {
    packs: [CATS, aPack("more", ["😺", "👍🏽"])],
    recent: [cat, sad],
    favourites: [aSticker("f", { emoji: "😺" })],
  };
  const { stickers } = begin({ answers: { "stickers.list": had } });
  await stickers.bring();

  assert.deepEqual(idsOf(stickers.saying("😺", 9)), ["f", "cats-0", "more-0"]);
  assert.deepEqual(idsOf(stickers.saying("😺", 2)), ["f", "cats-0"]);
  assert.deepEqual(idsOf(stickers.saying("👍", 9)), ["more-1"]);
  assert.deepEqual(stickers.saying("🚀", 9), []);
});

test("the sections are what is at hand, then the packs that hold something", async () => {
  const had = { packs: [CATS, aPack("new", [])], recent: [CATS.stickers[0]], favourites: [] };
  const { stickers } = begin({ answers: { "stickers.list": had } });
  await stickers.bring();

  assert.deepEqual(
    stickers.sections().map(({ name, title, entries }) => [name, title, entries.length]),
    [
      ["recent", "", 1],
      ["cats", "Pack cats", 2],
    ],
  );
});

/** An answer that comes when it is told to. */
function later() {
  /** @type {(value: any) => void} */
  let give = () => {};
  const answer = new Promise((resolve) => {
    give = resolve;
  });
  return { answer, give };
}

const turned = (pack) => ({ ...pack, stickers: pack.stickers.toReversed() });

test("a pack that is changed here shows at once, and no older list in its place", async () => {
  const { stickers, asked } = begin();
  await stickers.bring();
  const { answer, give } = later();
  const changing = stickers.change(answer, turned(CATS));
  assert.deepEqual(idsOf(stickers.packs[0].stickers), ["cats-1", "cats-0"]);
  const coming = stickers.outdate(); // Of a change before that.
  await new Promise((resolve) => setTimeout(resolve, 1));
  assert.equal(asked.length, 1);

  give({ pack: { ...turned(CATS), title: "As stored" } });
  await changing;
  assert.equal(stickers.packs[0].title, "As stored");
  await coming;
  assert.equal(asked.length, 2);
});

test("a list that was on its way when a pack changed is asked for again", async () => {
  const lists = [later(), later()];
  const asked = [];
  const ask = (op) => lists[asked.push(op) - 1].answer;
  const stickers = new Stickers({
    ask,
    store: { get: async () => undefined, write: async () => {} },
  });
  const coming = stickers.bring();
  while (asked.length === 0) await null;
  await stickers.change(Promise.resolve({ pack: turned(CATS) }));
  lists[0].give(HAD);
  lists[1].give({ ...HAD, packs: [turned(CATS)] });
  await coming;

  assert.equal(asked.length, 2);
  assert.deepEqual(stickers.packs, [turned(CATS)]);
});

test("of two changes the later one stays, whichever answer comes first", async () => {
  const { stickers } = begin();
  await stickers.bring();
  const [first, second] = [later(), later()];
  const one = stickers.change(first.answer, turned(CATS));
  const two = stickers.change(second.answer, CATS);
  first.give({ pack: turned(CATS) });
  await one;
  assert.deepEqual(stickers.packs[0], CATS);
  second.give({ pack: { ...CATS, title: "Second" } });
  await two;
  assert.equal(stickers.packs[0].title, "Second");
});

test("a change that is refused is taken back", async () => {
  const { stickers, asked } = begin();
  await stickers.bring();
  assert.equal(await stickers.change(Promise.resolve(null), turned(CATS)), null);

  assert.equal(asked.length, 2);
  assert.deepEqual(stickers.packs[0], CATS);
});
