import assert from "node:assert/strict";
import { test } from "node:test";
import { GroupMembers } from "../../../static/js/models/group-members.js";
import { settled } from "../fake-socket.js";
import { aUser } from "../objects.js";

/** A group of so many people, of whom pages of 100 are told. */
function aGroup(count) {
  const people = Array.from({ length: count }, (_, at) => ({
    user: aUser({ id: String(at), name: `Person ${at}` }),
    role: at === 0 ? "owner" : "member",
    joined_at: "2026-11-26T12:00:00.000Z",
  }));
  const asked = [];
  const group = { people, fails: false };
  const members = new GroupMembers(async (data) => {
    asked.push(data);
    if (group.fails) return null;
    const from = Number(data.cursor ?? 0);
    const found = group.people.filter(({ user }) => user.name.includes(data.query));
    const to = from + data.limit;
    return { members: found.slice(from, to), cursor: to < found.length ? String(to) : null };
  });
  return { members, asked, group };
}

test("people come page by page until all are here", async () => {
  const { members, asked } = aGroup(250);
  await members.refresh();
  assert.equal(members.members.length, 100);
  assert.equal(members.complete, false);

  await members.more();
  await members.more();
  await members.more();
  assert.equal(members.members.length, 250);
  assert.equal(members.complete, true);
  assert.deepEqual(
    asked.map(({ cursor }) => cursor),
    [undefined, "100", "200"],
  );
});

test("two wishes for more at once are one", async () => {
  const { members, asked } = aGroup(250);
  await members.refresh();
  await Promise.all([members.more(), members.more()]);

  assert.equal(members.members.length, 200);
  assert.equal(asked.length, 2);
});

test("who came and who left is seen as far as people were asked for", async () => {
  const { members, group } = aGroup(250);
  await members.refresh();
  await members.more();
  group.people = group.people.slice(10);
  await members.refresh();

  assert.equal(members.members[0].user.id, "10");
  assert.equal(members.members.length, 200);
  assert.equal(members.complete, false);
});

test("a search waits until the person has stopped typing", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { members, asked } = aGroup(250);
  members.look("Person 1");
  members.look(" Person 249 ");
  context.mock.timers.tick(250);
  await settled();

  assert.deepEqual(
    asked.map(({ query }) => query),
    ["Person 249"],
  );
  assert.deepEqual(
    members.members.map(({ user }) => user.name),
    ["Person 249"],
  );
});

test("an answer to an earlier search is not shown", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { members } = aGroup(5);
  const all = members.refresh();
  members.look("Person 3");
  context.mock.timers.tick(250);
  await all;
  await settled();

  assert.equal(members.members.length, 1);
});

test("without an answer what was known stays, and can be asked for again", async () => {
  const { members, group } = aGroup(150);
  await members.refresh();
  group.fails = true;
  await members.more();
  assert.equal(members.members.length, 100);
  assert.equal(members.busy, false);

  group.fails = false;
  await members.more();
  assert.equal(members.members.length, 150);
});
