import assert from "node:assert/strict";
import { test } from "node:test";
import { load, plain } from "./page.js";

/** A page from which something is lost by signing out, and what it does. */
function page(/** @type {object | undefined} */ unsent) {
  /** @type {any[]} */
  const done = [];
  class CustomEvent {
    constructor(/** @type {string} */ type, /** @type {any} */ { detail }) {
      Object.assign(this, { type, detail });
    }
  }
  const globals = {
    CustomEvent,
    document: { dispatchEvent: (/** @type {any} */ event) => done.push(event.detail) },
    setTimeout: () => 0,
  };
  const app = unsent && { unsent: async () => unsent, leave: () => done.push("left") };
  return { ...load("shell.js", globals, app).shell, done };
}

for (const [unsent, asked] of /** @type {[object, object][]} */ ([
  [
    { messages: 2, changes: 0 },
    { count: 2, changes: false, both: false },
  ],
  [
    { messages: 0, changes: 3 },
    { count: 3, changes: true, both: false },
  ],
  [
    { messages: 1, changes: 3 },
    { count: 1, changes: true, both: true },
  ],
])) {
  test(`who signs out is asked where this would be lost: ${JSON.stringify(unsent)}`, async () => {
    const { leave, done } = page(unsent);

    assert.equal(await leave(), "as it was");
    assert.deepEqual(plain(done), [{ dialog: "sign-out", ...asked }]);
  });
}

test("who loses nothing signs out at once, also where the page has not started", async () => {
  const { leave, done } = page({ messages: 0, changes: 0 });

  assert.equal(typeof (await leave()), "number");
  assert.deepEqual(done, ["left"]);
  assert.equal(typeof (await page(undefined).leave()), "number");
});
