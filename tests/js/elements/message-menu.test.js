import assert from "node:assert/strict";
import { before, test } from "node:test";
import { JSDOM } from "jsdom";
import { isReadOnly } from "../../../static/js/models/chat.js";
import { aChat, aMessage } from "../objects.js";

/** @type {typeof import("../../../static/js/elements/message-menu.js").messageMenu} */
let messageMenu;

before(async () => {
  const { window } = new JSDOM("");
  for (const name of ["window", "document", "HTMLElement", "customElements", "Node"]) {
    globalThis[name] = name === "window" ? window : window[name];
  }
  ({ messageMenu } = await import("../../../static/js/elements/message-menu.js"));
});

/** What is offered with a message of a group, and for whom it can be deleted. */
function offered({ mine = false, rights = ["write"], message = {} } = {}) {
  const asked = [];
  const asker = { askDialog: (name, facts) => asked.push([name, facts]) };
  const chat = aChat({ kind: "group", title: "Walkers", peer: null, member_count: 100, rights });
  const sent = aMessage(7, message);
  const bubble = { message: sent, outgoing: null, seq: 7, mine, text: "", at: sent.sent_at };
  const items = messageMenu(asker, {}, chat, bubble, () => {});
  items.find(({ label }) => label === "Delete").run();
  return { labels: items.map(({ label }) => label), facts: asked[0][1] };
}

test("what others wrote is deleted for everybody by right alone", () => {
  assert.equal(offered().facts.mine, false);
  assert.equal(offered({ rights: ["write", "delete"] }).facts.mine, true);
  assert.equal(offered({ mine: true }).facts.mine, true);
  assert.equal(offered().facts.group, true);
});

test("what the server tells of one's deed is no message of one's own", () => {
  const message = { kind: "service", service: { type: "created" } };
  const { labels, facts } = offered({ mine: true, message });

  assert.deepEqual(labels, ["Delete"]);
  assert.equal(facts.mine, false);
});

test("one may only read in a group that does not let one write", () => {
  const kinds = [
    { kind: "group", rights: [] },
    { kind: "group", rights: ["write"] },
    { kind: "direct", rights: [] },
  ];

  assert.deepEqual(kinds.map(isReadOnly), [true, false, false]);
});
