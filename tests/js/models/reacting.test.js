import assert from "node:assert/strict";
import { test } from "node:test";
import { mayReact, react, wishesIn, withWishes } from "../../../static/js/models/reacting.js";
import { aChat, aMessage, aUser } from "../objects.js";

const thumb = { emoji: "👍", count: 2, mine: false };
const fire = { emoji: "🔥", count: 1, mine: true };

test("a wish shows at once, where it changes anything", () => {
  const on = (emoji, wished = true) => withWishes([thumb, fire], [{ emoji, on: wished }]);

  assert.deepEqual(on("👍"), [{ emoji: "👍", count: 3, mine: true }, fire]);
  assert.deepEqual(on("😂"), [thumb, fire, { emoji: "😂", count: 1, mine: true }]);
  assert.deepEqual(on("🔥", false), [thumb]);
  assert.deepEqual(on("🔥"), [thumb, fire]);
  assert.deepEqual(on("👍", false), [thumb, fire]);
  assert.deepEqual(on("😂", false), [thumb, fire]);
  assert.deepEqual(withWishes([thumb]), [thumb]);
});

test("wishes are kept until the server knows them, one a kind and message", () => {
  const kept = new Map();
  const changes = { add: (change) => kept.set(change.key, change) };

  react({ changes }, "10", 1, "👍", true);
  react({ changes }, "10", 1, "👍", false);
  react({ changes }, "10", 1, "🔥", true);
  react({ changes }, "11", 1, "🔥", true);
  const wishes = wishesIn([...kept.values(), { op: "chats.pin", data: { chat_id: "10" } }], "10");

  assert.deepEqual([...wishes.keys()], [1]);
  assert.deepEqual(
    wishes.get(1).map(({ emoji, on }) => [emoji, on]),
    [
      ["👍", false],
      ["🔥", true],
    ],
  );
});

test("who reads only does not react, nor anybody where the server writes or a block stands", () => {
  const bubble = { message: aMessage(1) };
  const peer = (facts) => aChat({ peer: aUser(facts) });

  assert.ok(mayReact(aChat(), bubble));
  assert.ok(mayReact(aChat({ kind: "group", rights: [], role: "member" }), bubble));
  assert.ok(!mayReact(aChat({ kind: "group", rights: [], role: "read_only" }), bubble));
  assert.ok(!mayReact(aChat({ role: "read_only" }), bubble));
  assert.ok(!mayReact(peer({ is_blocked: true }), bubble));
  assert.ok(!mayReact(peer({ deleted: true }), bubble));
  assert.ok(!mayReact(aChat(), { message: null }));
  assert.ok(!mayReact(aChat(), { message: aMessage(1, { kind: "service" }) }));
});
