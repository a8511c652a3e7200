import assert from "node:assert/strict";
import { test } from "node:test";
import { load, plain } from "./page.js";

const TEXTS = { invalid_credentials: "No.", dismissed: "Nothing chosen.", other: "Broken." };

class DOMException extends Error {}

/**
 * A page whose server gives these answers in turn.
 * @param {{ok: boolean, data: object}[]} answers
 */
function page(answers) {
  /** @type {[string, any][]} */
  const asked = [];
  const dataset = /** @type {Record<string, string>} */ ({});
  const dash = load("pages/passkeys.js", {
    DOMException,
    document: { documentElement: { dataset } },
    location: { hostname: "localhost" },
    fetch: async (/** @type {string} */ path, /** @type {{body: string}} */ { body }) => {
      asked.push([path.replace("/api/passkeys/", ""), JSON.parse(body)]);
      const { ok, data } = answers.shift() ?? { ok: true, data: {} };
      return { ok, json: async () => data };
    },
  });
  return { ...dash.passkeys, asked };
}

test("a refusal of the server is told in words of the page", async () => {
  const refusal = { ok: false, data: { error: { code: "invalid_credentials", message: "" } } };
  const { signIn, asked } = page([refusal]);

  assert.deepEqual(plain(await signIn(3, "password", "ada", "secret", TEXTS)), [
    "as it was",
    "No.",
  ]);
  assert.deepEqual(asked, [["sign-in/begin", {}]]);
});

test("in the second step the name and the password go along", async () => {
  const refusal = { ok: false, data: { error: { code: "unheard_of", message: "" } } };
  const { signIn, asked } = page([refusal]);

  assert.deepEqual(plain(await signIn(3, "code", "ada", undefined, TEXTS)), [
    "as it was",
    "Broken.",
  ]);
  assert.deepEqual(asked, [["sign-in/begin", { login: "ada", password: "" }]]);
});

test("who has to show again who it is, is asked, and the click is kept", async () => {
  const refusal = {
    ok: false,
    data: { error: { code: "reauthentication_required", message: "" } },
  };
  const { add } = page([refusal]);

  assert.deepEqual(plain(await add(4, "Key", TEXTS, "passkeys-add")), [
    "as it was",
    "",
    { id: "passkeys-add", property: "n_clicks", at: 4 },
  ]);
});

test("a passkey proves who it is, and the interrupted callback goes on", async () => {
  const refusal = { ok: false, data: { error: { code: "conflict", message: "" } } };
  const { prove, asked } = page([refusal]);
  const again = { id: "renew", property: "n_clicks" };

  assert.deepEqual(plain(await prove(1, again, TEXTS)), ["as it was", "Broken."]);
  assert.deepEqual(asked, [["prove/begin", {}]]);
});

test("where a browser offers no passkeys in a field, nothing is asked for", async () => {
  const { offer, asked } = page([]);

  assert.equal(offer("/sign-in", "passed"), undefined);
  await Promise.resolve();
  assert.deepEqual(asked, []);
});
