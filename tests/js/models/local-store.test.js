import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { LocalStore, takeOver } from "../../../static/js/models/local-store.js";
import { TestStorage } from "../storage.js";

let people = 0;
/** @type {LocalStore} */
let store;
let person = "";

beforeEach(() => {
  people += 1;
  person = `person-${people}`;
  store = new LocalStore(person);
});

test("rows are there in the next page, under their key", async () => {
  await store.write("drafts", [
    { chat_id: "10", text: "a" },
    { chat_id: "11", text: "b" },
  ]);
  await store.write("drafts", [{ chat_id: "10", text: "c" }], ["11"]);

  const next = new LocalStore(person);
  assert.deepEqual(await next.all("drafts"), [{ chat_id: "10", text: "c" }]);
  assert.equal((await next.get("drafts", "10")).text, "c");
  assert.equal(await next.get("drafts", "11"), undefined);
});

test("a long list is written whole, in pieces", async () => {
  const rows = Array.from({ length: 1_001 }, (_, number) => ({ id: String(number) }));
  await store.write("chats", rows);

  assert.equal((await store.all("chats")).length, 1_001);
});

test("each person has their own", async () => {
  await store.write("drafts", [{ chat_id: "10", text: "a" }]);

  assert.deepEqual(await new LocalStore(`${person}-other`).all("drafts"), []);
});

test("a session that ran out leaves what was not sent, signing out leaves nothing", async () => {
  await store.write("chats", [{ id: "10" }]);
  await store.write("outbox", [{ client_id: "a" }]);
  await store.write("files", [{ id: "b", blob: new Blob(["content"]) }]);

  await store.clear({ unsent: false });
  assert.deepEqual(await store.all("chats"), []);
  assert.equal((await store.all("outbox")).length, 1);
  assert.equal(await (await store.get("files", "b")).blob.text(), "content");
  await store.clear({ unsent: true });
  assert.deepEqual(await store.all("outbox"), []);
  assert.deepEqual(await store.all("files"), []);
});

test("for nobody nothing is kept", async () => {
  const nobody = new LocalStore("");
  await nobody.write("drafts", [{ chat_id: "10", text: "a" }]);

  assert.deepEqual(await nobody.all("drafts"), []);
});

test("a browser that refuses to keep anything is none the worse", async (context) => {
  context.mock.method(indexedDB, "open", () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  });
  const refused = new LocalStore(`${person}-private`);
  await refused.write("drafts", [{ chat_id: "10", text: "a" }]);

  assert.deepEqual(await refused.all("drafts"), []);
});

test("what another person left is deleted once somebody else has come", async (context) => {
  globalThis.localStorage = new TestStorage();
  context.after(() => delete globalThis.localStorage);
  takeOver(person);
  await store.write("chats", [{ id: "10" }]);

  takeOver(person);
  assert.equal((await store.all("chats")).length, 1);
  takeOver(`${person}-next`);
  assert.deepEqual(await new LocalStore(person).all("chats"), []);
});
