import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { MentionPeople } from "../../../static/js/models/mention-people.js";
import { settled } from "../fake-socket.js";
import { ADA, aChat, aUser } from "../objects.js";

const PEOPLE = [
  ["1", "ada", "Ada Lovelace"],
  ["2", "bob", "Bob Annan"],
  ["3", "anna", "Анна Соколова"],
  ["4", "maxim", "Максим Орлов"],
  ["5", "olga", "Ольга Анненкова"],
  ["6", "semyon", "Семён Котов"],
].map(([id, username, name]) => aUser({ id, username, name }));
const GROUP = aChat({ id: "10", kind: "group", peer: null, rights: ["write"] });

/** @type {object[]} */
let asked;
/** @type {{members: any[], online: boolean, recent: string[], page: number}} */
let world;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  asked = [];
  world = { members: PEOPLE, online: true, recent: [], page: 50 };
});

function aList() {
  return new MentionPeople({
    ask: async (op, data) => {
      if (!world.online) return null;
      asked.push({ op, ...data });
      return op === "members.get" ? named(data) : listed(data);
    },
    recent: () => world.recent.map((id) => PEOPLE.find((each) => each.id === id)),
    me: () => ADA,
  });
}

function named({ user_ids }) {
  return { users: world.members.filter(({ id }) => user_ids.includes(id)) };
}

/** As the server looks: by the beginning of a nick, a name or a later part of it. */
function listed({ query }) {
  const word = query.toLowerCase();
  const found = world.members.filter(({ username, name }) =>
    [username, ...` ${name}`.toLowerCase().split(" ")].some((part) => part.startsWith(word)),
  );
  const members = found.slice(0, world.page).map((user) => ({ user, role: "member" }));
  return { members, cursor: found.length > world.page ? "more" : null };
}

async function look(list, query, chat = GROUP) {
  list.look(chat, query);
  mock.timers.tick(150);
  await settled();
  return nicks(list);
}

function nicks(list) {
  return list.offers.map(({ nick }) => nick);
}

test("everybody but oneself is offered, who wrote last first", async () => {
  world.recent = ["5", "2"];
  assert.deepEqual(await look(aList(), ""), ["olga", "bob", "anna", "maxim", "semyon"]);
});

test("nick and first name come before other parts of a name, in both alphabets", async () => {
  const list = aList();
  assert.deepEqual(await look(list, "an"), ["anna", "bob"]);
  assert.deepEqual(await look(list, "АН"), ["anna", "olga"]);
  assert.deepEqual(await look(list, "nobody"), []);
  await look(list, "");
  assert.deepEqual(await look(list, "семен"), ["semyon"]);
});

test("what was typed in the other keyboard layout is understood", async () => {
  assert.deepEqual(await look(aList(), "vfr"), ["maxim"]);
});

test("who wrote here is offered at once, and whom the server knows when it answers", async () => {
  world.recent = ["4"];
  const list = aList();
  list.look(GROUP, "");
  assert.deepEqual(nicks(list), ["maxim"]);
  mock.timers.tick(0);
  await settled();
  assert.equal(list.offers.length, 5);
});

test("one question serves all that is typed after it where it was answered in full", async () => {
  const list = aList();
  for (const query of ["", "a", "an", "ann", "anna"]) await look(list, query);
  assert.deepEqual(
    asked.map(({ op, query }) => `${op} ${query}`),
    ["members.list "],
  );
  mock.timers.tick(60_000);
  await look(list, "a");
  assert.equal(asked.length, 2);
});

test("in a group of many the server is asked once the person stops typing", async () => {
  world.page = 1;
  const list = aList();
  await look(list, "");
  asked = [];
  for (const query of ["o", "ol", "olg"]) list.look(GROUP, query);
  mock.timers.tick(149);
  assert.deepEqual(asked, []);
  mock.timers.tick(1);
  await settled();
  assert.deepEqual(
    asked.map(({ op, query }) => [op, query]),
    [["members.list", "olg"]],
  );
  assert.deepEqual(nicks(list), ["olga"]);
});

test("who wrote and has left since is offered no more", async () => {
  world.recent = ["4", "5"];
  world.members = PEOPLE.filter(({ id }) => id !== "4");
  world.page = 1;
  const list = aList();
  assert.deepEqual(await look(list, ""), ["olga"]);
  assert.deepEqual(asked.at(-1), { op: "members.get", chat_id: "10", user_ids: ["4", "5"] });
});

test("without a connection those are offered who are known", async () => {
  world.recent = ["4"];
  const list = aList();
  await look(list, "");
  world.online = false;
  mock.timers.tick(100_000);
  assert.deepEqual(await look(list, "ol"), ["olga"]);
  const another = aList();
  assert.deepEqual(await look(another, "ma"), ["maxim"]);
});

test("everybody at once is for those who may name all, by words of both languages", async () => {
  const boss = { ...GROUP, rights: ["write", "mention_all"] };
  const list = aList();
  assert.equal((await look(list, "", boss))[4], "all");
  assert.deepEqual(await look(list, "al", boss), ["all"]);
  assert.deepEqual(await look(list, "Вс", boss), ["all"]);
  assert.deepEqual(await look(list, "al"), []);
  assert.equal((await look(list, "")).includes("all"), false);
});

test("nobody is offered who has no nick that could name them, or no account", async () => {
  world.members = [
    aUser({ id: "7", username: "нина", name: "Нина" }),
    aUser({ id: "8", username: "gone", name: "Gone", deleted: true }),
  ];
  assert.deepEqual(await look(aList(), ""), []);
});

test("another group begins anew, and an answer for the one left is not shown", async () => {
  const list = aList();
  list.look(GROUP, "");
  mock.timers.tick(0);
  world.members = [];
  list.look({ ...GROUP, id: "11" }, "");
  await settled();
  assert.deepEqual(nicks(list), []);
});

test("once it is closed no answer opens it", async () => {
  const list = aList();
  list.look(GROUP, "");
  mock.timers.tick(0);
  list.stop();
  await settled();
  assert.deepEqual(nicks(list), []);
});
