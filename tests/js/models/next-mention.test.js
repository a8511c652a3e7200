import assert from "node:assert/strict";
import { test } from "node:test";
import { NextMention } from "../../../static/js/models/next-mention.js";
import { ADA, aChat, aMessage } from "../objects.js";

/** A way through mentions that the server knows. */
function aWay(seqs) {
  const world = { seqs, online: true };
  const next = new NextMention(async ({ after, limit }) => {
    if (!world.online) return null;
    return { seqs: world.seqs.filter((seq) => seq > after).slice(0, limit) };
  });
  return { next, world };
}

const CHAT = aChat({ kind: "group", read_seq: 3, mentions: 2 });

test("one mention after the other is shown, then the first again", async () => {
  const { next } = aWay([5, 900]);
  const shown = [];
  for (let time = 0; time < 3; time += 1) shown.push(await next.find(CHAT, [], ADA));
  assert.deepEqual(shown, [5, 900, 5]);
});

test("where none is left there is no way", async () => {
  const { next, world } = aWay([5]);
  await next.find(CHAT, [], ADA);
  world.seqs = [];
  assert.equal(await next.find(CHAT, [], ADA), null);
});

test("without a connection the messages that are loaded tell", async () => {
  const { next, world } = aWay([5]);
  world.online = false;
  const loaded = [
    aMessage(2, { mentions: [ADA] }),
    aMessage(6),
    aMessage(7, { mentions_all: true, sender_id: ADA }),
    aMessage(8, { mentions_all: true }),
  ];
  assert.equal(await next.find(CHAT, loaded, ADA), 8);
  assert.equal(await next.find(CHAT, [], ADA), null);
});
