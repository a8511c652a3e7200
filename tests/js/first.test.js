import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { JSDOM } from "jsdom";

const SOURCE = readFileSync(new URL("../../static/js/first.js", import.meta.url), "utf8");
const KEY = "mantine-color-scheme-value";

/** A page whose first script has run. */
function aPage({ choice = null, systemIsDark = false } = {}) {
  const system = Object.assign(new EventTarget(), { matches: systemIsDark });
  const { window } = new JSDOM(`<script data-nonce="abc">${SOURCE}</script>`, {
    url: "http://localhost/",
    runScripts: "dangerously",
    beforeParse(page) {
      page.matchMedia = () => system;
      if (choice) page.localStorage.setItem(KEY, choice);
    },
  });
  const scheme = () => window.document.documentElement.dataset.mantineColorScheme;
  return { window, system, scheme };
}

test("every style element that is created carries the nonce, nothing else does", () => {
  const { document } = aPage().window;

  assert.equal(document.createElement("style").getAttribute("nonce"), "abc");
  assert.equal(document.createElement("STYLE").getAttribute("nonce"), "abc");
  assert.equal(document.createElement("div").hasAttribute("nonce"), false);
});

test("a chosen scheme wins over the one of the system", () => {
  assert.equal(aPage({ choice: "light", systemIsDark: true }).scheme(), "light");
  assert.equal(aPage({ choice: "dark" }).scheme(), "dark");
});

test("without a choice the scheme follows the system, also while the page stands", () => {
  const { scheme, system } = aPage({ choice: "auto", systemIsDark: true });
  assert.equal(scheme(), "dark");

  system.matches = false;
  system.dispatchEvent(new Event("change"));
  assert.equal(scheme(), "light");
});

test("a choice made in another tab counts here at once", () => {
  const { window, scheme } = aPage();
  assert.equal(scheme(), "light");

  window.localStorage.setItem(KEY, "dark");
  window.dispatchEvent(new window.StorageEvent("storage", { key: KEY, newValue: "dark" }));
  assert.equal(scheme(), "dark");
});
