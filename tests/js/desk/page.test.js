import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { JSDOM } from "jsdom";

const window = new JSDOM('<html lang="en">', { url: "https://here/help/queue" }).window;
for (const name of ["document", "location", "DOMParser"]) globalThis[name] = window[name];
const { DeskPage } = await import("../../../static/js/desk/page.js");
const { renew } = await import("../../../static/js/desk/renew.js");

/** The page of a list as the server writes it. */
function pageOf(rows, state = "new") {
  const items = rows.map(([id, words]) => `<li id="${id}">${words}</li>`).join("");
  return `<p id="state" data-live>${state}</p><ul id="list" data-live>${items}</ul>`;
}

function textsOf(list = document.querySelector("#list")) {
  return [...list.children].map((row) => row.textContent);
}

let visibility = "visible";
Object.defineProperty(document, "visibilityState", { get: () => visibility });

beforeEach(() => {
  visibility = "visible";
  document.body.innerHTML = pageOf([
    ["a", "A"],
    ["b", "B"],
    ["c", "C"],
  ]);
});

/** A page whose server shows what the test says, with what it was asked and whether it was left. */
function open(shows) {
  const seen = { asked: [], left: 0 };
  const page = new DeskPage({
    fetch: async (url) => {
      seen.asked.push(url);
      return shows();
    },
    leave: () => {
      seen.left += 1;
    },
  });
  return { page, seen };
}

test("rows that are the same stay the same elements, in a new order", async () => {
  const [a, b, c] = document.querySelectorAll("li");
  const fresh = pageOf([
    ["c", "C"],
    ["a", "A2"],
    ["d", "D"],
    ["b", "B"],
  ]);
  const { page } = open(() => new Response(fresh));
  await page.refresh();

  assert.deepEqual(textsOf(), ["C", "A2", "D", "B"]);
  assert(c.isConnected && b.isConnected);
  assert(!a.isConnected);
});

test("a row that is added or removed moves no other, so that the focus stays", () => {
  const list = document.querySelector("#list");
  const focused = list.children[1];
  focused.tabIndex = 0;
  focused.focus();
  const fresh = document.createElement("ul");
  fresh.innerHTML = `<li id="b" tabindex="0">B</li><li id="d">D</li>`;
  renew(list, fresh);

  assert.deepEqual(textsOf(list), ["B", "D"]);
  assert.equal(document.activeElement, focused);
});

test("any order becomes any other", () => {
  const orders = [[], ["a"], ["a", "b", "c"], ["c", "b", "a"], ["b", "d"], ["d", "a", "c", "b"]];
  for (const from of orders) {
    for (const to of orders) {
      const [list, fresh] = [from, to].map((ids) => {
        const made = document.createElement("ol");
        made.innerHTML = ids.map((id) => `<li id="${id}">${id}</li>`).join("");
        return made;
      });
      renew(list, fresh);
      assert.deepEqual(textsOf(list), to);
    }
  }
});

test("an empty list gives way to its word, and what is typed elsewhere stays", async () => {
  document.body.insertAdjacentHTML("beforeend", `<div id="form" data-live><input></div>`);
  document.querySelector("input").value = "typed";
  const fresh = `<p id="list" data-live>None.</p><div id="form" data-live><input></div>`;
  const { page } = open(() => new Response(fresh));
  await page.refresh();

  assert.equal(document.querySelector("#list").textContent, "None.");
  assert.equal(document.querySelector("#state").textContent, "new");
  assert.equal(document.querySelector("input").value, "typed");
});

test("what happens while it reads is read too, and once is enough", async () => {
  const { page, seen } = open(() => new Response(pageOf([], String(seen.asked.length))));
  let renewed = 0;
  page.addEventListener("renewed", () => {
    renewed += 1;
  });
  await page.refresh();
  await Promise.all([page.refresh(), page.refresh(), page.refresh()]);

  assert.equal(document.querySelector("#state").textContent, "3");
  assert.equal(seen.asked.length, 3);
  assert.equal(renewed, 3);
});

test("a page that nobody looks at waits, since reading is told", async () => {
  const { page, seen } = open(() => new Response(pageOf([], "closed")));
  visibility = "hidden";
  await page.refresh();
  assert.equal(seen.asked.length, 0);

  visibility = "visible";
  document.dispatchEvent(new window.Event("visibilitychange"));
  await page.refresh();
  assert.equal(document.querySelector("#state").textContent, "closed");
});

test("without a server it stays, and without a right to it, it is left", async () => {
  const answers = [
    () => Promise.reject(new TypeError("no network")),
    () => new Response("", { status: 503 }),
    () => new Response("", { status: 404 }),
    () => Object.defineProperty(new Response(pageOf([])), "redirected", { value: true }),
  ];
  const lefts = [];
  for (const answer of answers) {
    const { page, seen } = open(answer);
    await page.refresh();
    lefts.push(seen.left);
  }

  assert.deepEqual(lefts, [0, 0, 1, 1]);
  assert.deepEqual(textsOf(), ["A", "B", "C"]);
});
