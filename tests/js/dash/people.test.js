import assert from "node:assert/strict";
import { test } from "node:test";
import { load, plain } from "./page.js";

test("a new group begins empty, with an id of its own each time the dialog is opened", () => {
  let made = 0;
  const { people } = load("people.js", {}, { newClientId: () => `id ${++made}` });

  assert.deepEqual(plain(people.startGroup()), ["", "", false, "", [], "id 1", null]);
  assert.deepEqual(plain(people.startGroup()).at(-2), "id 2");
});
