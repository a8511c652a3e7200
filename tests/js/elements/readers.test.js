import assert from "node:assert/strict";
import { before, test } from "node:test";
import { JSDOM } from "jsdom";
import { aChat, aUser } from "../objects.js";

/** @type {typeof import("../../../static/js/elements/readers.js").readersItems} */
let readersItems;

before(async () => {
  const { window } = new JSDOM("");
  for (const name of ["window", "document", "HTMLElement", "customElements", "Node"]) {
    globalThis[name] = name === "window" ? window : window[name];
  }
  ({ readersItems } = await import("../../../static/js/elements/readers.js"));
});

const DAY = 86_400_000;

function wish({ users = [], chat = {}, mine = true, age = 0 } = {}) {
  const told = [];
  const messenger = {
    ask: async (op, data) => {
      told.push([op, data.seq]);
      return { users };
    },
    notice: (text) => told.push(text),
    openDirect: (id) => told.push(["direct", id]),
  };
  const group = aChat({ kind: "group", member_count: 3, ...chat });
  const at = new Date(Date.now() - age).toISOString();
  const shown = [];
  const items = readersItems(messenger, group, { seq: 7, mine, at }, (all) => shown.push(...all));
  return { items, told, shown };
}

test("who has read is shown in place of the menu, and leads to them", async () => {
  const { items, told, shown } = wish({ users: [aUser()] });
  await items[0].run();
  assert.deepEqual(
    shown.map(({ label }) => label),
    ["Bob"],
  );

  shown[0].run();
  assert.deepEqual(told, [
    ["messages.readers", 7],
    ["direct", "2"],
  ]);
});

test("nobody has read it yet", async () => {
  const { items, told, shown } = wish();
  await items[0].run();

  assert.deepEqual(shown, []);
  assert.deepEqual(told.at(-1), "Nobody has read this yet.");
});

test("it is offered where the server tells it, and nowhere else", () => {
  const offered = [
    { mine: false },
    { chat: { member_count: 51 } },
    { chat: { kind: "direct" } },
    { age: 8 * DAY },
    { age: 6 * DAY },
  ].map((facts) => wish(facts).items.length);

  assert.deepEqual(offered, [0, 0, 0, 0, 1]);
});
