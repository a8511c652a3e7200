import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./page.js";

/** @param {Record<string, string>} typed what stands in the fields */
function page(typed) {
  const elements = {
    namedItem: (/** @type {string} */ name) => (name in typed ? { value: typed[name] } : null),
  };
  return load("typing.js", { document: { forms: [{ elements }] }, setTimeout });
}

test("a form is sent when Dash knows what was typed, and not before", () => {
  const typed = { username: "ada", password: "secret" };
  const { send } = page(typed).typing;

  assert.equal(send(1, "ada", "secre", "username", "password"), "as it was");
  assert.equal(send(1, "ada", "secret", "username", "password"), 1);
});

test("a form is sent once for each click", () => {
  const { send } = page({ username: "ada" }).typing;

  assert.equal(send(undefined, "ada", "username"), "as it was");
  assert.equal(send(1, "ada", "username"), 1);
  assert.equal(send(1, "ada", "username"), "as it was");
  assert.equal(send(2, "ada", "username"), 2);
});

test("an empty field is the same as one that was never touched", () => {
  const { send } = page({ username: "" }).typing;

  assert.equal(send(1, undefined, "username"), 1);
});

test("only the last of many changes settles", async () => {
  const dash = page({});
  dash.callback_context.outputs_list = { id: "nick" };
  const answers = await Promise.all([dash.typing.settle(), dash.typing.settle()]);

  assert.deepEqual(answers, ["as it was", 2]);
});
