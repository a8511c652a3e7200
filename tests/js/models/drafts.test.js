import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../../static/js/models/drafts.js";
import { settled } from "../fake-socket.js";

function theDrafts(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const server = { 10: "" };
  const saved = [];
  const drafts = new Drafts({
    known: (chatId) => server[chatId] ?? "",
    save: async (chatId, text) => {
      saved.push([chatId, text]);
      server[chatId] = text;
    },
  });
  return { drafts, saved, server, pass: () => context.mock.timers.tick(1000) };
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
