import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { openPage } from "./page.js";

/** @type {any} */
let window;
/** @type {any} */
let EmojiNames;
/** @type {any} */
let habits;
/** @type {any} */
let list;
/** @type {HTMLTextAreaElement} */
let input;

before(async () => {
  window = openPage();
  ({ habits } = await import("../../../static/js/emoji.js"));
  ({ EmojiNames } = await import("../../../static/js/elements/emoji-names.js"));
});

beforeEach(() => {
  input = document.createElement("textarea");
  list = new EmojiNames();
  document.body.replaceChildren(list, input);
});

/** Type a text into the field, and wait until it is drawn what is offered. */
async function type(text, typed = true) {
  input.value = text;
  input.setSelectionRange(text.length, text.length);
  await list.look(input, typed);
  await drawn();
}

async function drawn() {
  await new Promise((resolve) => setTimeout(resolve, 5));
  await list.updateComplete;
}

function press(key) {
  return list.key(new window.KeyboardEvent("keydown", { key, cancelable: true }));
}

function shown() {
  return [...list.querySelectorAll("[role=option]")].map((row) => row.textContent);
}

test("emoji are offered by their names in either language, with the name of the page's", async () => {
  await type("Тепло :fire");
  assert.equal(shown()[0], "🔥огонь :fire:");
  await type("Тепло :огон");
  assert.equal(shown()[0], "🔥огонь :fire:");
  assert.match(input.getAttribute("aria-activedescendant"), /^emoji-names-0$/);
  assert.equal(list.querySelector("[role=listbox]").getAttribute("aria-label"), "Emoji");
});

test("Enter puts the chosen one into the place of the name", async () => {
  await type("So :party");
  const wanted = shown()[1].slice(0, 2);
  press("ArrowDown");
  await drawn();
  assert.equal(press("Enter"), true);
  assert.equal(input.value, `So ${wanted}`);
  await drawn();
  assert.deepEqual(shown(), []);
  assert.equal(press("Enter"), false);
});

test("a name turns into its emoji with its last colon, in the tone of the person", async () => {
  await habits.choose(4);
  await type("Yes :+1:");
  assert.equal(input.value, "Yes 👍🏾");
  assert.equal(habits.recent[0], "👍🏾");
  await type("so :огонь:");
  assert.equal(input.value, "so 🔥");
  await habits.choose(0);
});

test("what is pasted, undone or no name stays as it is", async () => {
  await type("Yes :fire:", false);
  assert.equal(input.value, "Yes :fire:");
  for (const text of ["no :such_thing:", "12:30:", "`:fire:"]) {
    await type(text);
    assert.equal(input.value, text);
  }
});

test("where the lists cannot be had the text stays, and the next name asks again", async () => {
  const { fetch } = globalThis;
  const { loadEmoji } = await import("../../../static/js/emoji.js?anew");
  globalThis.fetch = async () => ({ ok: false, status: 503 });
  await assert.rejects(loadEmoji());
  globalThis.fetch = fetch;
  assert.equal((await loadEmoji()).find("🔥").label, "огонь");
});
