import assert from "node:assert/strict";
import { test } from "node:test";
import { keepUpdated } from "../../static/js/updates.js";
import { settled } from "./fake-socket.js";

const HALF_AN_HOUR = 30 * 60 * 1000;

/** A page of the version that the server has, until it is told of another one. */
function aPage(context) {
  context.mock.timers.enable({ apis: ["setInterval"] });
  let kept = "max-age=31536000, immutable";
  let asked = 0;
  context.mock.method(globalThis, "fetch", async () => {
    asked += 1;
    return new Response(null, { headers: { "cache-control": kept } });
  });
  globalThis.document = { documentElement: { dataset: { static: "/static/1/" } } };
  context.after(() => delete globalThis.document);
  const messenger = { outdated: false, changed() {} };
  keepUpdated(messenger, new EventTarget());
  const pass = async (time) => {
    context.mock.timers.tick(time);
    await settled();
    return asked;
  };
  return { messenger, pass, renew: () => (kept = "no-cache") };
}

test("every 30 minutes it looks for a newer page, and stops once there is one", async (context) => {
  const { messenger, pass, renew } = aPage(context);
  assert.equal(await pass(HALF_AN_HOUR - 1), 0);
  assert.equal(await pass(1), 1);
  assert.equal(messenger.outdated, false);

  renew();
  assert.equal(await pass(HALF_AN_HOUR), 2);
  assert.equal(messenger.outdated, true);
  assert.equal(await pass(HALF_AN_HOUR), 2);
});
