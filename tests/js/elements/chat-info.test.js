import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { JSDOM } from "jsdom";
import { FakeSocket, settled } from "../fake-socket.js";
import { ADA, aChat, aMedia, aMessage, aUser, BOB } from "../objects.js";

const PAGE = `<div class="messenger"><main class="talk-pane"><button>Bob</button></main></div>`;
const NAMES = [
  ...["document", "location", "HTMLElement", "customElements", "Node", "Event", "EventTarget"],
  ...[
    "CustomEvent",
    "KeyboardEvent",
    "Element",
    "HTMLVideoElement",
    "innerHeight",
    "innerWidth",
    "requestAnimationFrame",
    "getComputedStyle",
  ],
];
const EVERYTHING = ["write", "add", "invite", "remove", "edit", "settings", "roles", "own"];
const CAROL = "3";

/** Whether the window has room for the pane beside the conversation. */
let isWide = true;
/** Whether the page is told at once of what has come into sight. */
let isTold = true;
/** What tells it later. @type {{seen: (() => void) | null} | null} */
let later = null;
/** @type {Record<string, any>} the modules of the page */
const page = {};

before(async () => {
  const { window } = new JSDOM(PAGE, { url: "http://localhost/", pretendToBeVisual: true });
  globalThis.window = window;
  for (const name of NAMES) globalThis[name] = window[name];
  globalThis.WebSocket = FakeSocket;
  window.HTMLElement.prototype.showPopover = () => {}; // What jsdom does not know.
  globalThis.ResizeObserver = class {
    observe() {}
    disconnect() {}
  };
  window.HTMLElement.prototype.scrollTo = () => {};
  globalThis.IntersectionObserver = class {
    observe(part) {
      const isIntersecting = part.matches(".shared-end");
      this.seen = () => this.tell([{ isIntersecting }]);
      if (isTold) queueMicrotask(this.seen);
      else later = this;
    }
    disconnect() {
      this.seen = null;
    }
    constructor(tell) {
      this.tell = tell;
    }
  };
  globalThis.matchMedia = () => ({
    matches: isWide,
    addEventListener() {},
    removeEventListener() {},
  });
  const modules = ["messenger", "info-pane", "events", "elements/chat-info"];
  for (const name of modules) {
    Object.assign(page, await import(`../../../static/js/${name}.js`));
  }
  page.messenger.know({ user: aUser({ id: ADA, username: "ada", name: "Ada" }) });
  page.keepInfo(page.messenger);
  document.addEventListener("messenger-dialog", ({ detail }) => asked.push(detail));
});
after(() => window.close());

/** @type {object[]} what dialogs were asked for */
let asked;
/** @type {string[]} what the person was told */
let told;

beforeEach(() => {
  isWide = true;
  isTold = true;
  later = null;
  asked = [];
  told = [];
  page.connection.start();
  FakeSocket.newest.open();
  FakeSocket.newest.hello();
});
afterEach(() => {
  page.infoPane.close();
  page.messenger.closeChat();
  page.connection.stop();
});

/** Let the pane draw what it has to. */
async function drawn() {
  for (let turn = 0; turn < 3; turn += 1) {
    await settled();
    await new Promise(requestAnimationFrame);
  }
}

/** Let the time pass in which several who come are gathered. */
async function gathered() {
  await new Promise((resolve) => setTimeout(resolve, 250));
  await drawn();
}

const pane = () => document.querySelector("chat-info");
const acts = () => [...pane().querySelectorAll(".info-acts button")].map(textOf);
const people = () => [...pane().querySelectorAll(".member")].map(textOf);
const textOf = (part) => part.textContent.replace(/\s+/g, " ").trim();
const socket = () => FakeSocket.newest;

function button(name) {
  const all = [...document.querySelectorAll("chat-info button, context-menu button")];
  return all.find((each) => name === (each.getAttribute("aria-label") ?? textOf(each)));
}

function member(id, name, role = "member") {
  const user = aUser({ id, name, username: name.toLowerCase() });
  return { user, role, joined_at: "2026-11-26T12:00:00Z" };
}

const BOTH = [member(ADA, "Ada", "owner"), member(BOB, "Bob")];

/** Open the pane about a chat. */
async function open(facts) {
  const chat = aChat({ title: "Walkers", peer: null, kind: "group", member_count: 2, ...facts });
  page.messenger.chats.set(chat);
  page.messenger.listView.openChatId = chat.id;
  page.messenger.changed();
  const opener = document.querySelector(".talk-pane button");
  opener.focus();
  page.infoPane.open(opener);
  await drawn();
  return opener;
}

/** Open the pane about a group whose members the server tells. */
async function openGroup({ members = BOTH, requests = [], ...facts } = {}) {
  const opener = await open({ rights: EVERYTHING, ...facts });
  socket().answer("members.list", { members, cursor: null });
  if (facts.rights === undefined) socket().answer("invites.requests", { requests });
  await drawn();
  return opener;
}

test("it shows what is known of a group, who is in it, and what the owner may do", async () => {
  await openGroup({ description: "On Sundays" });

  assert.equal(pane().querySelector("section").getAttribute("aria-label"), "About the group");
  const face = [...pane().querySelectorAll(".info-face p")].map(textOf);
  assert.deepEqual(face, ["Walkers", "2 members", "On Sundays"]);
  assert.equal(people().length, 2);
  assert.match(people()[0], /Ada.*owner/);
  assert.deepEqual(acts(), [
    "Mute",
    "Search in this chat",
    "Add people",
    "Invitations",
    "Who is kept out",
    "Leave group",
    "Delete group",
  ]);
  assert.ok(button("Edit the group"));
});

test("who may nothing is offered nothing, and nobody is asked who waits", async () => {
  await openGroup({ rights: ["write"] });

  assert.deepEqual(acts(), ["Mute", "Search in this chat", "Leave group"]);
  assert.equal(button("Edit the group"), undefined);
  assert.deepEqual(socket().asked("invites.requests"), []);
});

test("it follows the rights that one has, while it is open", async () => {
  await openGroup({ rights: ["write"] });
  page.messenger.chats.set({ ...page.messenger.chats.get("10"), rights: ["write", "add"] });
  await drawn();

  assert.deepEqual(acts(), ["Mute", "Search in this chat", "Add people", "Leave group"]);
});

test("a group is muted from it, which shows at once", async () => {
  await openGroup();
  button("Mute").click();
  await drawn();
  button("Until I unmute it").click();
  await drawn();

  assert.equal(acts()[0], "Unmute");
  const [{ data }] = socket().asked("chats.mute");
  assert.equal(data.chat_id, "10");
  button("Unmute").click();
  await drawn();
  assert.equal(acts()[0], "Mute");
});

test("leaving, and every form, is asked for by its dialog", async () => {
  await openGroup();
  for (const name of ["Leave group", "Edit the group", "Invitations"]) button(name).click();

  assert.deepEqual(
    asked.map(({ dialog, chat_id, title }) => [dialog, chat_id, title]),
    [
      ["leave-group", "10", "Walkers"],
      ["edit-group", "10", "Walkers"],
      ["invites", "10", "Walkers"],
    ],
  );
});

test("whoever comes is asked for anew, once for several", async () => {
  await openGroup();
  const before = socket().asked("members.list").length;
  for (const [version, id] of [CAROL, "4"].entries()) {
    const { user, role } = member(id, `P${id}`);
    const data = { chat_id: "10", version: version + 1, user, role, member_count: 3 + version };
    page.applyEvent(page.messenger, { event: "member.joined", data });
  }
  await gathered();

  assert.equal(socket().asked("members.list").length, before + 1);
  socket().answer("members.list", { members: [...BOTH, member(CAROL, "Carol")], cursor: null });
  await drawn();
  assert.equal(people().length, 3);
});

test("who asks to be let in stands in a list of its own, from which one comes back", async () => {
  await openGroup({ requests: [{ user: aUser(), asked_at: "2026-11-26T12:00:00Z" }] });
  button("1 asks to be let in").click();
  await drawn();

  assert.equal(textOf(pane().querySelector("h1")), "Who asks to be let in");
  button("Back").click();
  await drawn();
  assert.equal(textOf(pane().querySelector("h1")), "About the group");
  assert.ok(page.infoPane.isOpen);
});

test("it is closed by its button and by Esc, and the focus goes back", async () => {
  for (const close of [
    () => button("Close").click(),
    () => pane().dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", cancelable: true })),
  ]) {
    const opener = await openGroup();
    assert.ok(pane().contains(document.activeElement));
    close();

    assert.equal(pane(), null);
    assert.equal(document.activeElement, opener);
  }
});

test("over the conversation it closes with its chat, and shuts what it lies over", async () => {
  isWide = false;
  await openGroup();
  const talk = document.querySelector(".talk-pane");
  assert.ok(talk.hasAttribute("inert"));
  page.messenger.closeChat();

  assert.equal(pane(), null);
  assert.ok(!talk.hasAttribute("inert"));
});

test("beside it the pane shows whichever chat is open", async () => {
  await openGroup();
  await open({ id: "11", kind: "direct", title: "Bob", peer: aUser() });

  assert.equal(document.querySelectorAll("chat-info").length, 1);
  assert.equal(textOf(pane().querySelector("h1")), "About the person");
  assert.ok(acts().includes("Add to contacts"));
  assert.equal(pane().querySelector("member-list"), null);
});

const tabs = () => [...pane().querySelectorAll("[role=tab]")];
const chosenTab = () => textOf(pane().querySelector("[role=tab][aria-selected=true]"));
const tileLabels = () =>
  [...pane().querySelectorAll(".shared-tile button")].map((each) =>
    each.getAttribute("aria-label"),
  );

/** A page of a search. */
function hits(...messages) {
  return { hits: messages.map((message) => ({ message })), cursor: null };
}

/** Press a key in the pane. */
function press(key) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}

function album(seq, ...ids) {
  return aMessage(seq, { kind: "photo", text: "", attachments: ids.map((id) => aMedia({ id })) });
}

test("what was sent stands by kind and month, follows what happens, and keys lead through it", async () => {
  await open({ id: "12", kind: "direct", title: "Bob", peer: aUser() });
  assert.deepEqual(tabs().map(textOf), ["Photos", "Videos", "Files", "Links", "Voice"]);
  const [{ data }] = socket().asked("messages.search");
  assert.deepEqual(data, { chat_id: "12", kind: "photo", limit: 50 });
  const old = { ...album(1, "c"), sent_at: "2025-05-05T12:00:00Z" };
  socket().answer("messages.search", hits({ ...album(4, "a", "b"), chat_id: "12" }, old));
  await drawn();

  const months = [...pane().querySelectorAll(".shared-month")].map(textOf);
  assert.deepEqual(months, ["November 2026", "May 2025"]);
  assert.equal(tileLabels().length, 3);
  assert.match(tileLabels()[0], /^Photo, /);
  pane().querySelector("[data-item='4:a'] button").focus();
  press("ArrowDown");
  await drawn();
  assert.ok(document.activeElement.matches("[data-item='1:c'] button[tabindex='0']"));
  press("Home");
  press("ArrowUp");
  assert.equal(document.activeElement.getAttribute("role"), "tab");

  page.messenger.tell({ ...album(5, "d"), chat_id: "12" });
  await drawn();
  assert.equal(tileLabels().length, 4);
  page.messenger.tell({ ...album(4), chat_id: "12", version: 8, deleted: true });
  await drawn();
  assert.equal(tileLabels().length, 2);
});

test("one page is asked for, however late one is told that its end was in sight", async () => {
  isTold = false;
  await open({ id: "14", kind: "direct", title: "Bob", peer: aUser() });
  later.seen();
  await drawn();
  const page = hits(...[9, 8, 7].map((seq) => ({ ...album(seq, `${seq}`), chat_id: "14" })));
  socket().answer("messages.search", { ...page, cursor: "more" });
  await new Promise(queueMicrotask);
  later.seen?.(); // It is not drawn yet.

  assert.equal(socket().asked("messages.search").length, 1);
  await drawn();
  later.seen();
  assert.equal(socket().asked("messages.search").length, 2);
});

test("an empty tab says so; its tab is remembered, and what failed can be asked again", async () => {
  await open({ id: "13", kind: "saved", title: "", peer: null });
  socket().answer("messages.search", hits());
  await drawn();
  assert.match(textOf(pane()), /There are no photos yet\./);

  tabs()[0].focus();
  press("ArrowRight");
  await drawn();
  assert.equal(chosenTab(), "Videos");
  press("End");
  await drawn();
  assert.equal(chosenTab(), "Voice");
  press("ArrowLeft");
  await drawn();
  socket().refuse("messages.search", { code: "forbidden", status: 403, message: "No." });
  await drawn();
  button("Try again").click();
  await drawn();
  const text = "A walk: https://example.org/way and www.example.com?a=1";
  socket().answer("messages.search", hits(aMessage(7, { chat_id: "13", text })));
  await drawn();
  const addresses = [...pane().querySelectorAll("a")].map((each) => each.getAttribute("href"));
  assert.deepEqual(addresses, ["https://example.org/way", "https://www.example.com?a=1"]);
  assert.match(
    textOf(pane().querySelector(".shared-link")),
    /example\.org A walk: .*example\.org\/way/,
  );
  assert.equal(pane().querySelector("img"), null);

  await openGroup();
  assert.equal(chosenTab(), "People");
  await open({ id: "13", kind: "saved", title: "", peer: null });
  assert.equal(chosenTab(), "Links");
});

test("what is in a row has a menu, and what was said is heard one after the other", async () => {
  await open({ id: "14", kind: "direct", title: "Bob", peer: aUser() });
  tabs()[4].click();
  await drawn();
  const voice = (seq) => {
    const media = aMedia({ id: `v${seq}`, kind: "voice", url: `/media/v${seq}`, duration: 2 });
    return aMessage(seq, { chat_id: "14", kind: "voice", text: "", attachments: [media] });
  };
  socket().answer("messages.search", hits(voice(9), voice(8)));
  await drawn();
  const [first, second] = pane().querySelectorAll("voice-row");
  assert.equal(first.next().id, "v8");
  assert.equal(first.next().next(), null);
  assert.equal(second.next(), null);

  button("More: Voice message 0:02").click();
  await drawn();
  const labels = [...document.querySelectorAll("context-menu button")].map(textOf);
  assert.deepEqual(labels, ["Go to the message", "Download", "Forward", "Save", "Delete"]);
  button("Delete").click();
  assert.deepEqual(asked[0].seqs, [9]);
});

test("it closes where there is nothing to know any more", async () => {
  await open({ kind: "direct", title: "Bob", peer: aUser() });
  assert.ok(page.infoPane.isOpen);
  page.messenger.chats.set(aChat({ peer: aUser({ deleted: true }) }));
  await drawn();

  assert.equal(pane(), null);
});

test("members that the server does not tell leave those that are known", async () => {
  page.messenger.addEventListener("notice", ({ detail }) => told.push(detail));
  await openGroup({ rights: ["write"] });
  page.messenger.dispatchEvent(new CustomEvent("members", { detail: "10" }));
  await gathered();
  socket().refuse("members.list", { code: "forbidden", message: "No." });
  await drawn();

  assert.equal(people().length, 2);
  assert.equal(told.length, 1);
});
