import assert from "node:assert/strict";
import { before, test } from "node:test";
import { JSDOM } from "jsdom";
import { ADA, aChat, aUser, BOB } from "../objects.js";

/** @type {typeof import("../../../static/js/elements/member-menu.js")} */
let module;

before(async () => {
  const { window } = new JSDOM("");
  for (const name of ["window", "document", "HTMLElement", "customElements", "Node"]) {
    globalThis[name] = name === "window" ? window : window[name];
  }
  module = await import("../../../static/js/elements/member-menu.js");
});

const EVERYTHING = ["roles", "own", "remove"];

/** What Ada is offered with Bob. */
function offered({ role = "owner", rights = EVERYTHING, of = "member", user = aUser() } = {}) {
  const asked = [];
  const messenger = {
    me: aUser({ id: ADA }),
    ask: async (op, data) => asked.push([op, data]),
    dispatchEvent: (event) => asked.push([event.type, event.detail]),
    openDirect: (id) => asked.push(["direct", id]),
  };
  const asker = { askDialog: (name, facts) => asked.push([name, facts]) };
  const chat = aChat({ kind: "group", role, rights });
  const items = module.memberMenu(asker, messenger, chat, { user, role: of });
  return { items, labels: items.map(({ label }) => label), asked };
}

test("an owner can do everything with a member", () => {
  assert.deepEqual(offered().labels, [
    "Write",
    "Make an administrator",
    "Let only read",
    "Hand the group over",
    "Remove from the group",
    "Remove and keep out",
  ]);
});

test("an administrator can bring down none of the same rank", () => {
  const rights = ["roles", "remove"];

  assert.deepEqual(offered({ role: "admin", rights, of: "admin" }).labels, ["Write"]);
  assert.ok(offered({ role: "admin", rights }).labels.includes("Remove from the group"));
  assert.ok(!offered({ role: "admin", rights }).labels.includes("Hand the group over"));
});

test("a member can write, and nothing with oneself", () => {
  assert.deepEqual(offered({ role: "member", rights: ["write"] }).labels, ["Write"]);
  assert.deepEqual(offered({ user: aUser({ id: ADA }) }).labels, []);
});

test("somebody whose account is gone can only be removed or be something else", () => {
  const { labels } = offered({ user: aUser({ deleted: true }) });

  assert.ok(!labels.includes("Write"));
  assert.ok(!labels.includes("Hand the group over"));
  assert.ok(labels.includes("Remove from the group"));
});

test("a role is given at once, removal is asked about first", async () => {
  const { items, asked } = offered();
  const named = (label) => items.find((item) => item.label === label);
  await named("Let only read").run();
  await new Promise((resolve) => setTimeout(resolve));
  named("Remove and keep out").run();

  assert.deepEqual(asked, [
    ["members.set_role", { chat_id: "10", user_id: BOB, role: "read_only" }],
    ["members", "10"],
    ["ban-member", { chat_id: "10", user_id: BOB, title: "Bob" }],
  ]);
});
