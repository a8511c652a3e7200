import assert from "node:assert/strict";
import { before, test } from "node:test";
import { isReadOnly } from "../../../static/js/models/chat.js";
import { aChat, aMedia, aMessage } from "../objects.js";
import { openPage } from "./page.js";

/** @type {typeof import("../../../static/js/elements/message-menu.js").messageMenu} */
let messageMenu;

before(async () => {
  openPage();
  ({ messageMenu } = await import("../../../static/js/elements/message-menu.js"));
});

const GROUP = { kind: "group", title: "Walkers", peer: null, member_count: 100 };

/** What is offered with a message of a group, and for whom it can be deleted. */
function offered({ mine = false, rights = ["write"], message = {}, chat: facts = GROUP } = {}) {
  const [asked, told] = [[], []];
  const asker = { askDialog: (name, facts) => asked.push([name, facts]) };
  const messenger = {
    ask: async (op, data) => told.push([op, data]),
    dispatchEvent: ({ type, detail }) =>
      told.push(
        detail.messages
          ? [type, detail.messages.map(({ seq }) => seq), detail.save]
          : [type, detail.seq],
      ),
  };
  const chat = aChat({ rights, ...facts });
  const sent = aMessage(7, message);
  const from = sent.forwarded_from ?? null;
  const { text, sent_at: at } = sent;
  const bubble = { message: sent, outgoing: null, seq: 7, mine, text, at, from };
  const items = messageMenu(asker, messenger, chat, bubble, () => {});
  const item = (wanted) => items.find(({ label }) => label === wanted);
  item("Delete").run();
  return { labels: items.map(({ label }) => label), facts: asked[0][1], item, told };
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

test("a message is pinned and unpinned by whom the group or the chat of two lets", () => {
  const pins = ({ labels }) => labels.filter((label) => ["Pin", "Unpin"].includes(label));
  const blocked = { peer: { ...aChat().peer, is_blocked: true } };

  assert.deepEqual(pins(offered()), []);
  assert.deepEqual(pins(offered({ rights: ["write", "pin"] })), ["Pin"]);
  assert.deepEqual(pins(offered({ chat: {}, message: { pinned: true } })), ["Unpin"]);
  assert.deepEqual(pins(offered({ chat: blocked })), []);
  assert.deepEqual(pins(offered({ chat: { role: "read_only" } })), []);
  assert.deepEqual(pins(offered({ chat: { kind: "saved", peer: null } })), ["Pin"]);

  const { item, told } = offered({ chat: {}, message: { pinned: true } });
  item("Unpin").run();
  assert.deepEqual(told, [["messages.pin", { chat_id: "10", seq: 7, on: false }]]);
});

test("a message is forwarded from anywhere, and saved from anywhere else", () => {
  const onward = ({ labels }) => labels.filter((label) => ["Forward", "Save"].includes(label));

  assert.deepEqual(onward(offered()), ["Forward", "Save"]);
  assert.deepEqual(onward(offered({ chat: { kind: "saved", peer: null } })), ["Forward"]);

  const { item, told } = offered();
  item("Forward").run();
  item("Save").run();
  assert.deepEqual(told, [
    ["forward", [7], false],
    ["forward", [7], true],
  ]);
});

test("one answers where one may write, selects anything, and reads earlier words of what was edited", () => {
  const edited_at = "2026-11-22T13:00:00.000Z";
  const { labels, item, told } = offered({ message: { edited_at } });
  assert.equal(labels[0], "Reply");
  assert.ok(!offered({ rights: [] }).labels.includes("Reply"));
  assert.ok(!offered().labels.includes("Edit history"));

  item("Select").run();
  item("Edit history").run();
  assert.deepEqual(told, [
    ["select", 7],
    ["wordings", 7],
  ]);
});

test("the words of another are not rewritten", () => {
  const forwarded_from = { user_id: "7", name: "Grace" };

  assert.ok(offered({ mine: true }).labels.includes("Edit"));
  assert.ok(!offered({ mine: true, message: { forwarded_from } }).labels.includes("Edit"));
});

test("one may only read in a group that does not let one write", () => {
  const kinds = [
    { kind: "group", rights: [] },
    { kind: "group", rights: ["write"] },
    { kind: "direct", rights: [] },
  ];

  assert.deepEqual(kinds.map(isReadOnly), [true, false, false]);
});

test("a preview is removed from one's own message, and by right from another's", () => {
  const preview = {
    url: "https://a.example/",
    site: "a",
    title: "A",
    description: "",
    image: null,
  };
  const may = ({ labels }) => labels.includes("Remove the preview");

  assert.equal(may(offered({ mine: true })), false);
  assert.equal(may(offered({ mine: true, message: { preview } })), true);
  assert.equal(may(offered({ message: { preview } })), false);
  assert.equal(may(offered({ rights: ["delete"], message: { preview } })), true);
  assert.equal(may(offered({ chat: {}, message: { preview } })), false);

  const { item, told } = offered({ mine: true, message: { preview } });
  item("Remove the preview").run();
  assert.deepEqual(told, [["messages.remove_preview", { chat_id: "10", seq: 7 }]]);
});

test("what is attached can be downloaded; without words there is nothing to copy", () => {
  const ways = (message) =>
    offered({ message }).labels.filter((label) => /Copy|Download/.test(label));
  const [photo, making] = [aMedia(), aMedia({ status: "processing" })];
  assert.deepEqual(ways({}), ["Copy text"]);
  assert.deepEqual(ways({ text: "", attachments: [photo] }), ["Download"]);
  assert.deepEqual(ways({ attachments: [photo, photo] }), ["Copy text", "Download all"]);
  assert.deepEqual(ways({ text: "", attachments: [making] }), []);
});

test("what is on its way with files can be called back", () => {
  const dropped = [];
  const messenger = { outbox: { drop: (id) => dropped.push(id) } };
  const labels = (outgoing, text = "") => {
    const items = messageMenu({}, messenger, aChat(), { outgoing, message: null, text }, () => {});
    items.find(({ label }) => label === "Cancel sending")?.run();
    return items.map(({ label }) => label);
  };
  const item = { client_id: "a", status: "waiting" };

  assert.deepEqual(labels(item, "words"), ["Copy text"]);
  assert.deepEqual(labels({ ...item, files: [aMedia()] }), ["Cancel sending"]);
  assert.deepEqual(dropped, ["a"]);
});
