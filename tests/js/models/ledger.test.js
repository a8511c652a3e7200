import assert from "node:assert/strict";
import { test } from "node:test";
import { Ledger } from "../../../static/js/models/ledger.js";

function aLedger(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let holes = 0;
  const ledger = new Ledger(() => {
    holes += 1;
  });
  ledger.reachState(5);
  ledger.reachVersion("10", 7);
  return { ledger, holes: () => holes, pass: () => context.mock.timers.tick(300) };
}

test("numbers in turn leave no hole", (context) => {
  const { ledger, holes, pass } = aLedger(context);
  ledger.seeState(6);
  ledger.seeVersion("10", 8);
  pass();

  assert.equal(holes(), 0);
  assert.equal(ledger.state, 6);
  assert.deepEqual(ledger.versions(), { 10: 8 });
});

test("numbers that only swapped places leave no hole", (context) => {
  const { ledger, holes, pass } = aLedger(context);
  ledger.seeVersion("10", 9);
  assert.deepEqual(ledger.versions(), { 10: 7 });
  ledger.seeVersion("10", 8);
  pass();

  assert.equal(holes(), 0);
  assert.deepEqual(ledger.versions(), { 10: 9 });
});

test("a skipped number is a hole, of a version as of the state", (context) => {
  const { ledger, holes, pass } = aLedger(context);
  ledger.seeVersion("10", 9);
  pass();
  assert.equal(holes(), 1);

  ledger.reachVersion("10", 9);
  ledger.seeState(8);
  pass();
  assert.equal(holes(), 2);
});

test("a filled hole is no hole, and what came after it counts", (context) => {
  const { ledger, holes, pass } = aLedger(context);
  ledger.seeVersion("10", 9);
  ledger.seeVersion("10", 10);
  ledger.reachVersion("10", 8);
  pass();

  assert.equal(holes(), 0);
  assert.deepEqual(ledger.versions(), { 10: 10 });
});

test("an old number, or an event that took none, changes nothing", (context) => {
  const { ledger, holes, pass } = aLedger(context);
  ledger.seeState(3);
  ledger.seeState(null);
  ledger.seeVersion("10", null);
  ledger.seeVersion("10", 2);
  pass();

  assert.equal(holes(), 0);
  assert.equal(ledger.state, 5);
});

test("a chat not known so far begins at the version it comes with", (context) => {
  const { ledger, holes, pass } = aLedger(context);
  ledger.seeVersion("11", 40);
  pass();

  assert.equal(holes(), 0);
  assert.deepEqual(ledger.versions(), { 10: 7, 11: 40 });
});
