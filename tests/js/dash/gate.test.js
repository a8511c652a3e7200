import assert from "node:assert/strict";
import { test } from "node:test";
import { load, plain } from "./page.js";

const WAIT = { seconds: 75, text: "Again in {time}.", click: 1 };

test("the wait is counted down and ends", () => {
  let now = 1_000;
  const { countDown } = load("pages/gate.js", { performance: { now: () => now } }).gate;
  const shown = [0, 1_000, 15_000, 59_000].map((passed) => {
    now += passed;
    return plain(countDown(WAIT));
  });

  assert.deepEqual(shown, [
    ["Again in 1:15.", true, false],
    ["Again in 1:14.", true, false],
    ["Again in 0:59.", true, false],
    ["", false, true],
  ]);
});

/** A form whose fields note that they were given the focus. */
function steps() {
  class HTMLElement {
    focus() {
      said.push("focus");
    }
    click() {
      said.push("click");
    }
  }
  /** @type {string[]} */
  const said = [];
  const part = new HTMLElement();
  const form = { dataset: {}, elements: { namedItem: () => part }, querySelector: () => part };
  const globals = {
    HTMLElement,
    document: { forms: [form] },
    requestAnimationFrame: (/** @type {() => void} */ then) => then(),
  };
  return { ...load("pages/gate.js", globals).gate, said };
}

test("one step is seen and has the focus", () => {
  const { showStep, goBack, said } = steps();

  assert.deepEqual(plain(showStep("code")), [true, false]);
  assert.deepEqual(plain(showStep("password")), [false, true]);
  assert.deepEqual(plain(goBack()), ["password", ""]);
  assert.deepEqual(said, ["focus", "focus"]);
});

test("six digits are sent by themselves, a recovery code is not", () => {
  const texts = Object.fromEntries(
    ["app", "recovery"].map((kind) => [kind, { label: kind, description: "", other: "" }]),
  );
  const { sendWhole, switchCode, said } = steps();
  for (const code of [null, "12345", "1234567", "12345x"]) sendWhole(code);
  assert.deepEqual(said, []);
  sendWhole("123456");
  assert.deepEqual(said, ["click"]);

  assert.deepEqual(plain(switchCode(1, texts)).slice(0, 3), [
    "recovery",
    "",
    { inputMode: "text", autoCapitalize: "none" },
  ]);
  sendWhole("123456");
  assert.equal(plain(switchCode(2, texts))[2].inputMode, "numeric");
  sendWhole("123456");
  assert.deepEqual(said, ["click", "focus", "focus", "click"]);
});

test("a second wait starts anew", () => {
  let now = 0;
  const { countDown } = load("pages/gate.js", { performance: { now: () => now } }).gate;
  countDown(WAIT);
  now = 80_000;
  countDown(WAIT);

  assert.equal(countDown({ ...WAIT, click: 2 })[0], "Again in 1:15.");
});

test("the way back shows the fields and forgets the code", () => {
  const { changeAddress } = load("pages/gate.js", {}).gate;

  assert.deepEqual(plain(changeAddress()), [false, true, ""]);
});
