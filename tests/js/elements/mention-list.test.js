import assert from "node:assert/strict";
import { afterEach, before, beforeEach, test } from "node:test";
import { JSDOM } from "jsdom";
import { aChat, aMessage, aUser } from "../objects.js";

const PAGE = ["document", "HTMLElement", "customElements", "Node", "location"];
const GROUP = aChat({ id: "10", kind: "group", peer: null, rights: ["write", "mention_all"] });
const PEOPLE = [
  aUser({ id: "2", username: "bob", name: "Bob" }),
  aUser({ id: "3", username: "anna", name: "Анна" }),
];

/** @type {any} */
let window;
/** @type {any} */
let messenger;
/** @type {any} */
let MentionList;
/** @type {any} */
let list;
/** @type {HTMLTextAreaElement} */
let input;

before(async () => {
  window = new JSDOM("<!doctype html><html><body></body></html>", { url: "http://here/" }).window;
  globalThis.window = window;
  for (const name of PAGE) globalThis[name] = window[name];
  globalThis.WebSocket ??= window.WebSocket;
  globalThis.requestAnimationFrame = (run) => setTimeout(run, 0);
  window.Element.prototype.scrollIntoView = () => {};
  document.execCommand = write;
  ({ messenger } = await import("../../../static/js/messenger.js"));
  ({ MentionList } = await import("../../../static/js/elements/mention-list.js"));
  messenger.know({ user: aUser({ id: "1", username: "ada", name: "Ada" }) });
  messenger.members.put(PEOPLE);
  const talk = messenger.conversation("10");
  talk.restore([aMessage(1, { sender_id: "3" }), aMessage(2, { sender_id: "2" })]);
});

beforeEach(() => {
  input = document.createElement("textarea");
  list = new MentionList();
  document.body.replaceChildren(list, input);
  input.addEventListener("input", () => list.look(GROUP, input));
});

afterEach(() => document.body.replaceChildren());

/** As a browser writes, which this page has none of. */
function write(_command, _shows, text) {
  const field = document.activeElement;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new window.Event("input", { bubbles: true }));
}

/** Type a text into the field, and wait until it is drawn what is offered. */
async function type(text) {
  input.value = text;
  input.setSelectionRange(text.length, text.length);
  input.dispatchEvent(new window.Event("input", { bubbles: true }));
  await drawn();
}

async function drawn() {
  await new Promise((resolve) => setTimeout(resolve, 5));
  await list.updateComplete;
}

function press(key, facts = {}) {
  const event = new window.KeyboardEvent("keydown", { key, cancelable: true, ...facts });
  return { used: list.key(event), prevented: event.defaultPrevented };
}

function shown() {
  return [...list.querySelectorAll("[role=option]")].map((row) => row.lastElementChild.textContent);
}

function chosen() {
  const id = input.getAttribute("aria-activedescendant");
  return id && list.querySelector(`#${id}[aria-selected=true] span:last-child`)?.textContent;
}

test("the field says what is offered and chosen, and nothing any more once it is closed", async () => {
  await type("Hello @");
  assert.deepEqual(shown(), ["@bob", "@anna", "@all"]);
  assert.equal(chosen(), "@bob");
  const controls = input.getAttribute("aria-controls");
  assert.equal(list.querySelector(`#${controls}`).getAttribute("role"), "listbox");
  assert.equal(list.querySelector("[role=status]").textContent, "3 suggestions");

  press("Escape");
  await drawn();
  assert.deepEqual(shown(), []);
  const left = input.getAttributeNames().filter((name) => name.startsWith("aria-"));
  assert.deepEqual(left, []);
});

test("arrows go round the list", async () => {
  await type("@");
  for (const [key, nick] of [
    ["ArrowDown", "@anna"],
    ["ArrowUp", "@bob"],
    ["ArrowUp", "@all"],
    ["ArrowDown", "@bob"],
  ]) {
    assert.deepEqual(press(key), { used: true, prevented: true });
    await drawn();
    assert.equal(chosen(), nick);
  }
});

test("who was chosen stays chosen when more are known", async () => {
  await type("@");
  press("ArrowDown");
  messenger.members.put([aUser({ id: "4", username: "zoe", name: "Zoe" })]);
  messenger.conversation("10").add(aMessage(3, { sender_id: "4" }));
  list.look(GROUP, input);
  await drawn();
  assert.deepEqual(shown(), ["@zoe", "@bob", "@anna", "@all"]);
  assert.equal(chosen(), "@anna");
  messenger.conversation("10").hide([3]);
});

test("Enter and Tab take the chosen one in the place of what was typed", async () => {
  for (const key of ["Enter", "Tab"]) {
    await type("Hello @an");
    assert.equal(press(key).used, true);
    assert.equal(input.value, "Hello @anna ");
    assert.equal(input.selectionStart, 12);
    await drawn();
    assert.deepEqual(shown(), []);
  }
});

test("in the middle of a text the blank that is there is used", async () => {
  input.value = "Hello @b, how";
  input.setSelectionRange(8, 8);
  list.look(GROUP, input);
  press("Enter");
  assert.equal(input.value, "Hello @bob , how");

  input.value = "Hello @b how";
  input.setSelectionRange(8, 8);
  list.look(GROUP, input);
  press("Enter");
  assert.equal(input.value, "Hello @bob how");
  assert.equal(input.selectionStart, 11);
});

test("a press takes one, and the field keeps the focus", async () => {
  await type("@");
  input.focus();
  const row = list.querySelectorAll("[role=option]")[1];
  const down = new window.MouseEvent("mousedown", { bubbles: true, cancelable: true });
  row.dispatchEvent(down);
  row.click();
  assert.equal(down.defaultPrevented, true);
  assert.equal(input.value, "@anna ");
  assert.equal(document.activeElement, input);
});

test("keys are the field's while nothing is offered, or where they are held with others", async () => {
  await type("Hello");
  for (const key of ["Enter", "Tab", "ArrowUp", "Escape"]) assert.equal(press(key).used, false);
  await type("@nobody");
  assert.equal(press("Enter").used, false);
  await type("@");
  for (const held of ["shiftKey", "ctrlKey", "altKey", "metaKey"]) {
    assert.deepEqual(press("Enter", { [held]: true }), { used: false, prevented: false });
  }
  assert.equal(press("a").used, false);
});

test("whom Esc has refused comes back with the next mention only", async () => {
  await type("@");
  press("Escape");
  await type("@b");
  assert.deepEqual(shown(), []);
  await type("@b and @");
  assert.deepEqual(shown(), ["@bob", "@anna", "@all"]);
  press("Escape");
  await type("");
  await type("@");
  assert.equal(shown().length, 3);
});

test("it closes when the caret leaves the mention, or the focus the field", async () => {
  await type("Hi @b");
  input.setSelectionRange(1, 1);
  document.dispatchEvent(new window.Event("selectionchange"));
  await drawn();
  assert.deepEqual(shown(), []);

  await type("Hi @b");
  assert.equal(shown().length, 1);
  input.dispatchEvent(new window.Event("blur"));
  await drawn();
  assert.deepEqual(shown(), []);
});
