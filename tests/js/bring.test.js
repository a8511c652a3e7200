import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { JSDOM } from "jsdom";

/** @type {typeof import("../../static/js/bring.js")} */
let parts;
/** @type {string[]} */
let told;

before(async () => {
  const { window } = new JSDOM(`<html data-static="/static/1/" data-person=""></html>`, {
    url: "https://chat.example/",
  });
  for (const name of ["document", "location", "WebSocket"]) globalThis[name] = window[name];
  parts = await import("../../static/js/bring.js");
  const { messenger } = await import("../../static/js/messenger.js");
  messenger.addEventListener("notice", ({ detail }) => told.push(detail));
});

beforeEach(() => {
  told = [];
});

const links = () => [...document.querySelectorAll("link")];

test("a part comes once its stylesheets dress the page", async () => {
  const coming = parts.dressed(Promise.resolve("the part"), "one", "two");
  assert.deepEqual(
    links().map(({ href }) => new URL(href).pathname),
    ["/static/1/css/late/one.css", "/static/1/css/late/two.css"],
  );
  let here = false;
  coming.then(() => {
    here = true;
  });
  links()[0].onload();
  await new Promise(setImmediate);
  assert.equal(here, false);
  links()[1].onload();
  assert.equal(await coming, "the part");
  await parts.dressed(Promise.resolve("the next"), "one");
  assert.equal(links().length, 2); // What is here is not asked for again.
});

test("a part that does not come leaves a word, and is asked for anew by the next wish", async () => {
  const coming = parts.bring(parts.dressed(Promise.resolve("the part"), "away"));
  links().at(-1).onerror();
  assert.equal(await coming, null);
  assert.deepEqual(told, ["The server could not be reached. Please try again."]);
  assert.equal(
    links().some(({ href }) => href.endsWith("away.css")),
    false,
  );
  const again = parts.bring(parts.dressed(Promise.resolve("the part"), "away"));
  links().at(-1).onload();
  assert.equal(await again, "the part");
});
