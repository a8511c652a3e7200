import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { allEmoji } from "../emoji-lists.js";
import { openPage } from "./page.js";

/** @type {any} */
let window;
/** @type {any} */
let EmojiPanel;
/** @type {any} */
let habits;
/** @type {any} */
let panel;
/** @type {[string, boolean][]} */
let chosen;

before(async () => {
  window = openPage();
  ({ habits } = await import("../../../static/js/emoji.js"));
  ({ EmojiPanel } = await import("../../../static/js/elements/emoji-panel.js"));
});

beforeEach(async () => {
  habits.recent = ["🔥", "👍🏽"];
  habits.tone = 0;
  panel = new EmojiPanel(allEmoji());
  chosen = [];
  panel.onChoose = (sign, more) => chosen.push([sign, more]);
  document.body.replaceChildren(panel);
  await drawn();
});

async function drawn() {
  await new Promise((resolve) => setTimeout(resolve, 5));
  await panel.updateComplete;
}

const signsOf = (name) =>
  [...panel.querySelectorAll(`section[aria-label="${name}"] button`)].map(
    (button) => button.textContent,
  );
const cell = (name) => panel.querySelector(`emoji-grid button[aria-label="${name}"]`);

async function search(query) {
  const field = panel.querySelector("input");
  field.focus();
  field.value = query;
  field.dispatchEvent(new window.Event("input", { bubbles: true }));
  await drawn();
}

async function press(key, facts = {}) {
  const event = new window.KeyboardEvent("keydown", {
    key,
    bubbles: true,
    cancelable: true,
    ...facts,
  });
  document.activeElement.dispatchEvent(event);
  await drawn();
}

test("the last ones come first, and each is called by its name", () => {
  const sections = [...panel.querySelectorAll("section")].map((each) =>
    each.getAttribute("aria-label"),
  );
  assert.deepEqual(sections.slice(0, 2), ["Recent", "Smileys and emotions"]);
  assert.equal(sections.length, 10);
  assert.deepEqual(signsOf("Recent"), ["🔥", "👍🏽"]);
  assert.equal(signsOf("Smileys and emotions")[0], "😀");
  assert.equal(cell("огонь").title, "огонь");
});

test("only what is near is drawn", () => {
  assert.equal(signsOf("Flags").length, 0);
  assert.ok(signsOf("Smileys and emotions").length > 100);
});

test("a search shows what it finds, Enter takes the best, and says how many there are", async () => {
  await search("cthl");
  assert.equal(signsOf("Found")[0], "❤️");
  assert.match(panel.querySelector("[role=status]").textContent, /^\d+ emoji found$/);
  await press("Enter", { shiftKey: true });
  assert.deepEqual(chosen, [["❤️", true]]);
  assert.equal(habits.recent[0], "❤️");
  await search("nothing of the kind");
  assert.equal(panel.querySelector(".emoji-hint").textContent, "No emoji found");
  await press("ArrowDown");
  assert.equal(document.activeElement, panel.querySelector("input"));
  await search("");
  assert.equal(signsOf("Recent").length, 2);
});

test("arrows lead through the rows and back to the search, one emoji is reached by Tab", async () => {
  panel.focus();
  await press("ArrowDown");
  assert.equal(document.activeElement.textContent, "🔥");
  await press("ArrowRight");
  assert.equal(document.activeElement.textContent, "👍🏽");
  await press("ArrowDown");
  assert.equal(document.activeElement.textContent, "😃");
  assert.equal(panel.querySelectorAll("emoji-grid button[tabindex='0']").length, 1);
  await press("End");
  assert.match(document.activeElement.getAttribute("aria-label"), /Уэльс/);
  await press("Home");
  await press("ArrowUp");
  assert.equal(document.activeElement, panel.querySelector("input"));
  await press("ArrowDown");
  await press("a");
  assert.equal(document.activeElement, panel.querySelector("input"));
});

test("a press chooses one, with Shift among others", () => {
  cell("огонь").click();
  const event = new window.MouseEvent("click", { bubbles: true, shiftKey: true });
  cell("огонь").dispatchEvent(event);
  assert.deepEqual(chosen, [
    ["🔥", false],
    ["🔥", true],
  ]);
});

test("the tone of one is that of all from then on", async () => {
  await search("большой палец вверх");
  const wish = new window.MouseEvent("contextmenu", { bubbles: true, cancelable: true });
  cell("большой палец вверх").dispatchEvent(wish);
  await drawn();
  assert.equal(wish.defaultPrevented, true);
  const tones = [...panel.querySelectorAll(".tones button")];
  assert.deepEqual(
    tones.map((each) => each.textContent),
    ["👍", "👍🏻", "👍🏼", "👍🏽", "👍🏾", "👍🏿"],
  );
  assert.equal(document.activeElement, tones[0]);
  await press("ArrowLeft");
  assert.equal(document.activeElement.getAttribute("aria-label"), "Dark skin tone");
  document.activeElement.click();
  await drawn();
  assert.deepEqual(chosen, [["👍🏿", false]]);
  assert.equal(habits.tone, 5);
  assert.equal(signsOf("Found")[0], "👍🏿");
  assert.equal(panel.querySelector(".emoji-head button").textContent, "✋🏿");
});

test("the tone of all is chosen without an emoji, and Esc closes the tones first", async () => {
  const button = panel.querySelector(".emoji-head button");
  button.focus();
  button.click();
  await drawn();
  assert.equal(panel.stepBack(), true);
  await drawn();
  assert.equal(document.activeElement, button);
  assert.equal(panel.querySelector(".tones"), null);
  assert.equal(panel.stepBack(), false);

  button.click();
  await drawn();
  panel.querySelectorAll(".tones button")[2].click();
  await drawn();
  assert.deepEqual(chosen, []);
  assert.equal(habits.tone, 2);
});

test("a group is reached by its tab, also from a search", async () => {
  await search("огонь");
  panel.querySelector('.emoji-tab[aria-label="Flags"]').click();
  await drawn();
  assert.equal(panel.querySelector("input").value, "");
  assert.equal(panel.querySelectorAll("section").length, 10);
});
