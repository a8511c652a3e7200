import assert from "node:assert/strict";
import { test } from "node:test";
import { Pins } from "../../../static/js/models/pins.js";
import { settled } from "../fake-socket.js";
import { aMessage } from "../objects.js";

const pinned = (seq, facts = {}) => aMessage(seq, { pinned: true, ...facts });

/** Pins of a chat, and what the server says of it when it is asked. */
async function known(...seqs) {
  const server = { pinned: seqs.map((seq) => pinned(seq)), asked: 0 };
  const pins = new Pins(async () => {
    server.asked += 1;
    return server.pinned && { messages: server.pinned };
  });
  let changes = 0;
  pins.watch(() => {
    changes += 1;
  });
  await pins.load("10");
  return { pins, server, seqs: () => pins.of("10").map(({ seq }) => seq), changes: () => changes };
}

test("what is pinned is known once it was asked for", async () => {
  const { pins, seqs, changes } = await known(9, 4);

  assert.deepEqual(seqs(), [9, 4]);
  assert.deepEqual(pins.of("11"), []);
  assert.deepEqual(pins.of(null), []);
  assert.equal(changes(), 1);
});

test("what is unpinned, deleted or hidden goes at once, without asking", async () => {
  const { pins, server, seqs } = await known(9, 7, 4);

  pins.see(aMessage(7));
  assert.deepEqual(seqs(), [9, 4]);
  pins.see(aMessage(9, { deleted: true, text: "" }));
  assert.deepEqual(seqs(), [4]);
  pins.hide("10", [3, 4]);
  assert.deepEqual(seqs(), []);
  assert.equal(server.asked, 1);
});

test("a pinned message that was edited says its new words", async () => {
  const { pins } = await known(9, 4);

  pins.see(pinned(4, { text: "at ten" }));

  assert.deepEqual(
    pins.of("10").map(({ text }) => text),
    ["message 9", "at ten"],
  );
});

test("what is pinned elsewhere is asked for, since it may be nothing that one sees", async () => {
  const { pins, server, seqs } = await known(4);

  pins.see(pinned(2));
  await settled();
  assert.deepEqual(seqs(), [4]);
  server.pinned = [pinned(6), pinned(4)];
  pins.see(pinned(6));
  await settled();
  assert.deepEqual(seqs(), [6, 4]);
  assert.equal(server.asked, 3);
});

test("of a chat that was not opened nothing is asked", async () => {
  const { pins, server, changes } = await known(4);

  pins.see(pinned(2, { chat_id: "11" }));
  pins.see(aMessage(3));
  pins.forget("11");

  assert.equal(server.asked, 1);
  assert.equal(changes(), 1);
});

test("after a break the open chat is asked for, and the others when they are opened", async () => {
  const { pins, server, seqs } = await known(4);
  await pins.load("11");
  server.pinned = [];

  await pins.refresh("10");

  assert.deepEqual(seqs(), []);
  assert.deepEqual(pins.of("11"), []);
  server.pinned = null; // No connection: what was known stays.
  await pins.load("10");
  assert.deepEqual(seqs(), []);
});
