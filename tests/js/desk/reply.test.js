import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { JSDOM } from "jsdom";
import { ConnectionLost, RequestFailed } from "../../../static/js/failures.js";
import { LocalStore } from "../../../static/js/models/local-store.js";
import { Outbox } from "../../../static/js/models/outbox.js";

const PAGE = `<div><ol id="desk-talk"></ol></div>
<form data-ticket="7"><p id="desk-trouble"></p>
<textarea class="help-field" name="text" maxlength="10"></textarea></form>`;
const window = new JSDOM(PAGE, { url: "https://here/help/tickets/7" }).window;
globalThis.window = window;
globalThis.document = window.document;
globalThis.StorageEvent = window.StorageEvent;
globalThis.localStorage = window.localStorage;
globalThis.addEventListener = window.addEventListener.bind(window);
let coarse = false;
globalThis.matchMedia = () => ({ matches: coarse });
const { Draft } = await import("../../../static/js/desk/draft.js");
const { Reply } = await import("../../../static/js/desk/reply.js");
const { preferences } = await import("../../../static/js/preferences.js");

let people = 0;
/** @type {LocalStore} */
let store;

beforeEach(() => {
  people += 1;
  store = new LocalStore(`person-${people}`);
  coarse = false;
  preferences.set({ send: "enter" });
});

/** The page of question 7, whose words go through `send`. */
function open(send) {
  document.body.innerHTML = PAGE;
  const form = document.querySelector("form");
  const outbox = new Outbox({
    send,
    delivered: () => {},
    store: {
      all: () => store.all("questions"),
      write: (_table, rows, gone) => store.write("questions", rows, gone),
    },
  });
  const reply = new Reply(form, { draft: new Draft(form, "7", store), outbox });
  const field = form.querySelector("textarea");
  let submits = 0;
  form.requestSubmit = () => {
    submits += 1;
    reply.send();
  };
  const type = (text) => {
    field.value = text;
    field.dispatchEvent(new window.Event("input", { bubbles: true }));
  };
  const press = (facts) => {
    const event = new window.KeyboardEvent("keydown", { cancelable: true, ...facts });
    field.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { outbox, reply, field, type, press, submits: () => submits };
}

const pending = () => [...document.querySelectorAll(".help-pending p")].map((p) => p.textContent);
const trouble = () => document.querySelector("#desk-trouble").textContent;
const wait = () => new Promise((resolve) => setTimeout(resolve, 20));
const lost = () => Promise.reject(new ConnectionLost());

test("a word is shown before the server has it, and the field is free", async () => {
  const { type, reply, field, outbox } = open(lost);
  type(" Hello ");
  assert(reply.send());

  assert.deepEqual(pending(), ["Hello"]);
  assert.equal(field.value, "");
  const [{ client_id }] = outbox.of("7");
  const row = `<li data-client="${client_id}">Hello</li>`;
  document.querySelector("#desk-talk").innerHTML = row;
  reply.draw();
  assert.deepEqual(pending(), []);
});

test("white space is not sent", () => {
  const { type, reply, field } = open(lost);
  type(" \n ");

  assert(!reply.send());
  assert.equal(field.value, " \n ");
});

test("what is longer than one message goes out as several", () => {
  const { type, reply } = open(lost);
  type("one two three four");
  reply.send();

  assert.deepEqual(pending().join(" "), "one two three four");
  assert(pending().length > 1);
});

test("what was sent without a connection and what was typed outlive the page", async () => {
  const first = open(lost);
  first.type("Hello");
  first.reply.send();
  first.type("and");
  await wait();

  const sent = [];
  const next = open(async ({ text, client_id }) => sent.push([text, client_id]));
  await next.reply.restore();
  assert.deepEqual(pending(), ["Hello"]);
  assert.equal(next.field.value, "and");
  next.outbox.resume();
  await wait();
  assert.deepEqual(
    sent.map(([text]) => text),
    ["Hello"],
  );
  assert.deepEqual(await store.all("questions"), []);
});

test("a refused word comes back into the field, before what was typed since", async () => {
  let refuse = () => {};
  const { type, reply, field, outbox } = open(
    () =>
      new Promise((_resolve, reject) => {
        refuse = () => reject(new RequestFailed({ code: "not_found", status: 404 }));
      }),
  );
  type("Hello");
  reply.send();
  type("and");
  refuse();
  await wait();

  assert.equal(field.value, "Hello\nand");
  assert.match(trouble(), /^Not sent\. /);
  assert.deepEqual(pending(), []);
  assert.equal(outbox.size, 0);
  const [kept] = await store.all("question_drafts");
  assert.equal(kept.words.text, "Hello\nand");
});

test("Enter sends as the person wishes, and never on a phone", () => {
  const { type, press, submits } = open(lost);
  type("x");
  assert(!press({ key: "Enter", shiftKey: true }));
  assert(!press({ key: "Enter", isComposing: true }));
  assert(press({ key: "Enter" }));
  type("x");
  preferences.set({ send: "ctrl-enter" });
  assert(!press({ key: "Enter" }));
  assert(press({ key: "Enter", ctrlKey: true }));
  preferences.set({ send: "enter" });
  coarse = true;
  type("x");
  assert(!press({ key: "Enter" }));

  assert.equal(submits(), 2);
});
