import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Habits } from "../../../../static/js/models/emoji/habits.js";
import { LocalStore } from "../../../../static/js/models/local-store.js";

let people = 0;

function theStore() {
  people += 1;
  return new LocalStore(`habits-${people}`);
}

test("the last thirty are kept for the next page, the last one first", async () => {
  const store = theStore();
  const habits = new Habits(store);
  for (let number = 0; number < 40; number += 1) await habits.use(`emoji ${number}`);
  await habits.use("emoji 20");

  const next = new Habits(store);
  await next.restore();
  assert.equal(next.recent.length, 30);
  assert.deepEqual(next.recent.slice(0, 3), ["emoji 20", "emoji 39", "emoji 38"]);
  assert.equal(next.recent.filter((each) => each === "emoji 20").length, 1);
});

test("the tone is kept too, and another page's choices are not lost", async () => {
  const store = theStore();
  const [one, other] = [new Habits(store), new Habits(store)];
  await one.choose(3);
  await other.use("🔥");
  await one.use("👍🏽");

  assert.equal(other.tone, 3);
  assert.deepEqual(one.recent, ["👍🏽", "🔥"]);
});

test("who signs out leaves nothing, and nobody sees another's", async () => {
  const store = theStore();
  await new Habits(store).use("🔥");
  const other = new Habits(theStore());
  await other.restore();
  assert.deepEqual(other.recent, []);

  await store.clear({ unsent: false });
  const next = new Habits(store);
  await next.restore();
  assert.deepEqual(next.recent, []);
});

test("where the browser keeps nothing they last as long as the page", async () => {
  const habits = new Habits(new LocalStore(""));
  let told = 0;
  habits.watch(() => {
    told += 1;
  });
  await habits.use("🔥");
  assert.deepEqual(habits.recent, ["🔥"]);
  assert.equal(told, 1);
});
