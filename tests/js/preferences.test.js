import assert from "node:assert/strict";
import { test } from "node:test";
import { Preferences } from "../../static/js/preferences.js";

function aStorage(text = null) {
  const storage = {
    text,
    getItem: () => storage.text,
    setItem: (_key, now) => (storage.text = now),
  };
  return storage;
}

test("what a person chose is there in the next page, the rest is as for everybody", () => {
  const storage = aStorage();
  new Preferences(storage).set({ send: "ctrl-enter" });
  const { now } = new Preferences(storage);

  assert.equal(now.send, "ctrl-enter");
  assert.equal(now.accent, "indigo");
  assert.equal(now.sound, true);
});

test("whoever draws them hears of a change", () => {
  const preferences = new Preferences(aStorage());
  let heard = 0;
  preferences.watch(() => {
    heard += 1;
  });
  preferences.set({ sound: false });

  assert.equal(heard, 1);
  assert.equal(preferences.now.sound, false);
});

test("what the account remembers counts here too; what it does not speak of stays", () => {
  const preferences = new Preferences(aStorage());
  preferences.set({ sound: false });
  preferences.learn({ markdown: false });
  assert.equal(preferences.now.markdown, false);

  preferences.learn({ markdown: null });
  preferences.learn({});
  assert.equal(preferences.now.markdown, false);
  assert.equal(preferences.now.sound, false);

  preferences.learn({ markdown: true });
  assert.equal(preferences.now.markdown, true);
});

test("what is spoilt, full or switched off does no harm", () => {
  const full = {
    getItem: () => "{spoilt",
    setItem: () => {
      throw new Error("full");
    },
  };
  const preferences = new Preferences(full);
  preferences.set({ accent: "teal" });
  assert.equal(preferences.now.accent, "teal");

  const none = new Preferences(null);
  none.set({ calm: true });
  assert.equal(none.now.calm, true);
});
