import assert from "node:assert/strict";
import { before, beforeEach, mock, test } from "node:test";
import { JSDOM } from "jsdom";

let window;
let leisure;

before(async () => {
  ({ window } = new JSDOM());
  globalThis.addEventListener = window.addEventListener.bind(window);
  ({ leisure } = await import("../../static/js/leisure.js"));
});

beforeEach((t) => {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  t.after(() => mock.timers.reset());
});

const later = async (ms) => {
  mock.timers.tick(ms);
  await new Promise(setImmediate);
};

async function isOver(wait) {
  let over = false;
  wait.then(() => {
    over = true;
  });
  await new Promise(setImmediate);
  return () => over;
}

test("where nothing was done, nothing is waited for", async () => {
  const over = await isOver(leisure());
  assert.equal(over(), true);
});

for (const sign of ["keydown", "pointerdown", "scroll", "wheel"]) {
  test(`a ${sign} anywhere puts work off for a second, and another one once more`, async () => {
    const { document } = window;
    const act = () => document.body.dispatchEvent(new window.Event(sign));
    act();
    const over = await isOver(leisure());
    await later(900);
    act();
    await later(200);
    assert.equal(over(), false);
    await later(799);
    assert.equal(over(), false);
    await later(1);
    assert.equal(over(), true);
  });
}
