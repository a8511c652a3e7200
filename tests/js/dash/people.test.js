import assert from "node:assert/strict";
import { test } from "node:test";
import { load, plain } from "./page.js";

test("a new group begins empty, with an id of its own each time the dialog is opened", () => {
  let made = 0;
  const { people } = load("people.js", {}, { newClientId: () => `id ${++made}` });

  assert.deepEqual(plain(people.startGroup()), ["", "", false, "", [], "id 1", null]);
  assert.deepEqual(plain(people.startGroup()).at(-2), "id 2");
});

test("a pressed button is a wish, rows that have only just appeared are nobody's", () => {
  const dash = load("people.js");
  const prop_id = '{"type":"members-pick","user":"7"}.n_clicks';
  dash.callback_context.triggered = [{ prop_id, value: null }];
  assert.equal(dash.people.choose(), dash.no_update);

  dash.callback_context.triggered = [{ prop_id, value: 1 }];

  const { user, button } = dash.people.choose();
  assert.deepEqual([user, button], ["7", "members-pick"]);
});
