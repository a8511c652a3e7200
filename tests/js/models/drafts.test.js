import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../../static/js/models/drafts.js";
import { LocalStore } from "../../../static/js/models/local-store.js";
import { settled } from "../fake-socket.js";

let stores = 0;

function theDrafts(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const server = { 10: "" };
  const saved = [];
  stores += 1;
  const store = new LocalStore(`drafts-test-${stores}`);
  const drafts = new Drafts({
    store,
    known: (chatId) => server[chatId] ?? "",
    save: async (chatId, text) => {
      if (text.length > 20) return false; // As the server refuses what is too long.
      saved.push([chatId, text]);
      server[chatId] = text;
      return true;
    },
  });
  return { drafts, saved, server, store, pass: () => context.mock.timers.tick(1000) };
}

test("a draft is told once the person pauses", (context) => {
  const { drafts, saved, pass } = theDrafts(context);
  drafts.set("10", "h");
  drafts.set("10", "hello");
  assert.deepEqual(saved, []);
  pass();

  assert.deepEqual(saved, [["10", "hello"]]);
});

test("what another device wrote shows where nothing is being written", async (context) => {
  const { drafts, server, pass } = theDrafts(context);
  drafts.set("10", "mine");
  server["10"] = "theirs";
  assert.equal(drafts.get("10"), "mine");

  pass();
  await settled();
  server["10"] = "theirs";
  assert.equal(drafts.get("10"), "theirs");
});

test("a text that the server has is not told again", (context) => {
  const { drafts, saved, pass } = theDrafts(context);
  drafts.set("10", "");
  pass();

  assert.deepEqual(saved, []);
});

test("leaving tells at once", (context) => {
  const { drafts, saved } = theDrafts(context);
  drafts.set("10", "half a sen");
  drafts.set("11", "another");
  drafts.flushAll();

  assert.deepEqual(saved, [
    ["10", "half a sen"],
    ["11", "another"],
  ]);
});

test("a text that the server never got is there in the next page, and told", async (context) => {
  const { drafts, store } = theDrafts(context);
  drafts.set("10", "half a sen");
  await written(store, "drafts", 1);

  const saved = [];
  const next = new Drafts({
    store,
    known: () => "",
    save: async (chatId, text) => saved.push([chatId, text]) > 0,
  });
  await next.restore();
  assert.deepEqual(saved, [["10", "half a sen"]]);
  await written(store, "drafts", 0);
});

/** Wait until a table holds so many rows. */
async function written(store, table, count) {
  while ((await store.all(table)).length !== count) await settled();
}

test("a text that the server does not take stays here, and in the next page", async (context) => {
  const { drafts, store, server, pass } = theDrafts(context);
  drafts.set("10", "a text that is longer than twenty letters");
  pass();
  await settled();
  server["10"] = "";

  assert.equal(drafts.get("10"), "a text that is longer than twenty letters");
  await written(store, "drafts", 1);
});

test("a text that did not get through is kept, however often it is told, until it has", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const store = new LocalStore("drafts-test-cut");
  const list = { 10: "" };
  let isCut = true;
  const parts = {
    store,
    known: (chatId) => list[chatId],
    save: async (chatId, text) => {
      list[chatId] = text; // The list shows it at once.
      return !isCut;
    },
  };
  const drafts = new Drafts(parts);
  drafts.set("10", "half a sen");
  context.mock.timers.tick(1000);
  drafts.flushAll(); // The window is hidden while the first try is on its way,
  await settled();
  drafts.flushAll(); // and closed when it has failed.
  await settled();
  await written(store, "drafts", 1);

  const next = new Drafts(parts);
  await next.restore();
  await settled();
  list["10"] = ""; // As the server has it.
  assert.equal(next.get("10"), "half a sen");
  await written(store, "drafts", 1);

  isCut = false;
  next.resume();
  await settled();
  assert.equal(list["10"], "half a sen");
  await written(store, "drafts", 0);
});

test("the text of a chat that is gone is not told any more", async (context) => {
  const { drafts, saved, store, pass } = theDrafts(context);
  drafts.set("10", "hello");
  drafts.forget("10");
  drafts.flush("10");
  pass();
  await settled();

  assert.deepEqual(saved, []);
  await written(store, "drafts", 0);
});
