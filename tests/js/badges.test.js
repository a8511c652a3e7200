import assert from "node:assert/strict";
import { test } from "node:test";
import { showBadges } from "../../static/js/badges.js";

/** The browser's edge: the icon of the tab, and the one of an installed app. */
function aBrowser(context) {
  const link = { href: "/icon.svg" };
  const told = [];
  const navigator = {
    setAppBadge: async (unread) => told.push(unread),
    clearAppBadge: async () => told.push(0),
  };
  const document = { querySelector: () => link };
  for (const [name, value] of Object.entries({ navigator, document })) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true });
    context.after(() => {
      delete globalThis[name];
      if (before) Object.defineProperty(globalThis, name, before);
    });
  }
  return { link, told };
}

test("the number is on the icon of the tab and of the app, and goes with the last message", (context) => {
  const { link, told } = aBrowser(context);
  showBadges(3);
  assert.match(decodeURIComponent(link.href), />3<\/text>/);
  showBadges(3);
  showBadges(120);
  assert.match(decodeURIComponent(link.href), />99\+<\/text>/);
  showBadges(0);

  assert.equal(link.href, "/icon.svg");
  assert.deepEqual(told, [3, 120, 0]);
});
