import assert from "node:assert/strict";
import { test } from "node:test";
import { PeopleSearch } from "../../../static/js/models/people-search.js";
import { settled } from "../fake-socket.js";
import { aUser } from "../objects.js";

const ANYA = aUser({ id: "3", username: "anya", name: "Аня", is_contact: true });
const ANNA = aUser({ id: "4", username: "anna", name: "Anna" });

function aSearch(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const asked = [];
  const people = new PeopleSearch(async (op, data) => {
    asked.push([op, data.query].filter(Boolean).join(" "));
    if (op === "contacts.list") return { users: [ANYA] };
    return { users: data.query.startsWith("an") ? [ANYA, ANNA] : [] };
  });
  return { people, asked, pass: () => context.mock.timers.tick(250) };
}

test("contacts are found here at once, others at the server after a pause", async (context) => {
  const { people, asked, pass } = aSearch(context);
  await people.look("an");
  assert.deepEqual(people.contacts, [ANYA]);
  assert.deepEqual(asked, ["contacts.list"]);
  assert.equal(people.busy, true);

  pass();
  await settled();
  assert.deepEqual(people.others, [ANNA]);
  assert.equal(people.busy, false);
});

test("the other layout is asked for only where the typed one finds nobody", async (context) => {
  const { people, asked, pass } = aSearch(context);
  await people.look("фттф");
  pass();
  await settled();

  assert.deepEqual(asked.slice(1), ["users.search фттф", "users.search anna"]);
  assert.deepEqual(people.others, [ANNA]);
});

test("one letter asks nobody, and an empty query ends the search", async (context) => {
  const { people, asked, pass } = aSearch(context);
  await people.look("a");
  pass();
  await people.look("");

  assert.deepEqual(asked, ["contacts.list"]);
  assert.deepEqual([people.contacts, people.others], [[], []]);
});

test("an answer that comes too late is not shown", async (context) => {
  const { people, pass } = aSearch(context);
  people.look("anna");
  pass();
  await people.look("zz");
  await settled();

  assert.deepEqual(people.others, []);
});
