import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { LocalStore, takeOver } from "../../../static/js/models/local-store.js";
import { TestStorage } from "../storage.js";

const ROW = { client_id: "a", text: "Sleep well" };
let people = 0;
let person = "";

beforeEach(() => {
  people += 1;
  person = `hasty-${people}`;
  globalThis.localStorage = new TestStorage();
});

afterEach(() => {
  delete globalThis.localStorage;
});

/** A page that goes before its store has committed anything. */
function hastyPage(context) {
  const open = context.mock.method(indexedDB, "open", () => new IDBOpenDBRequest());
  const store = new LocalStore(person);
  open.mock.restore();
  return store;
}

test("what a page wrote last is there in the next one", async (context) => {
  const hasty = hastyPage(context);
  hasty.write("outbox", [ROW, { client_id: "b", text: "Never mind" }]);
  hasty.write("outbox", [{ ...ROW, status: "failed" }], ["b"]);

  const next = new LocalStore(person);
  assert.deepEqual(await next.all("outbox"), [{ ...ROW, status: "failed" }]);
  assert.deepEqual(await next.get("outbox", "a"), { ...ROW, status: "failed" });
  assert.equal(await next.get("outbox", "b"), undefined);
});

test("what a page removed last is not there in the next one", async (context) => {
  await new LocalStore(person).write("drafts", [{ chat_id: "10", text: "Sent" }]);
  hastyPage(context).write("drafts", [], ["10"]);

  const next = new LocalStore(person);
  assert.deepEqual(await next.all("drafts"), []);
  assert.equal(await next.get("drafts", "10"), undefined);
});

test("nothing stays twice", async () => {
  const store = new LocalStore(person);
  const first = store.write("outbox", [ROW]);
  const second = store.write("outbox", [{ ...ROW, status: "failed" }]);
  assert.equal(localStorage.length, 1);
  await first;
  assert.match(localStorage.getItem(`messenger-${person}/outbox/a`), /failed/);
  await second;

  assert.equal(localStorage.length, 0);
  assert.equal((await store.get("outbox", "a")).status, "failed");
});

test("what the server knows too is not written twice", async (context) => {
  hastyPage(context).write("chats", [{ id: "10" }]);

  assert.equal(localStorage.length, 0);
});

test("a store that takes nothing loses no words", async (context) => {
  context.mock.method(indexedDB, "open", () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  });
  const store = new LocalStore(person);
  await store.write("outbox", [ROW, { client_id: "b" }]);
  await store.write("outbox", [], ["b"]);

  assert.deepEqual(await new LocalStore(person).all("outbox"), [ROW]);
  assert.equal(localStorage.length, 1);
});

test("where there is no room, the store has what is newest", async (context) => {
  const store = new LocalStore(person);
  await store.write("outbox", [ROW]);
  hastyPage(context).write("outbox", [{ ...ROW, text: "Older" }]);
  context.mock.method(localStorage, "setItem", () => {
    throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
  });
  await store.write("outbox", [{ ...ROW, text: "Newer" }]);

  assert.equal((await new LocalStore(person).get("outbox", "a")).text, "Newer");
});

test("signing out leaves none of it, a session that ran out all", async (context) => {
  const hasty = hastyPage(context);
  hasty.write("outbox", [ROW]);
  const next = new LocalStore(person);
  await next.clear({ unsent: false });
  assert.deepEqual(await next.all("outbox"), [ROW]);

  await next.clear({ unsent: true });
  assert.equal(localStorage.length, 0);
  assert.deepEqual(await next.all("outbox"), []);
});

test("nothing of it is another person's", async (context) => {
  takeOver(person);
  hastyPage(context).write("outbox", [ROW]);
  assert.deepEqual(await new LocalStore(`${person}1`).all("outbox"), []);

  takeOver(`${person}1`);
  assert.deepEqual(await new LocalStore(person).all("outbox"), []);
});

test("nobody leaves anything", async () => {
  await new LocalStore("").write("outbox", [ROW]);

  assert.equal(localStorage.length, 0);
});
