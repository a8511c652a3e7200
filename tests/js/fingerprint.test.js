import assert from "node:assert/strict";
import { test } from "node:test";
import { fingerprint } from "../../static/js/fingerprint.js";

test("a file is known by its SHA-256, one too large or unreadable by nothing", async () => {
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assert.equal(await fingerprint(new Blob(["abc"])), abc);

  assert.equal(await fingerprint({ size: 101 * 1024 * 1024 }), null);
  const gone = { size: 3, arrayBuffer: () => Promise.reject(new DOMException("gone")) };
  assert.equal(await fingerprint(gone), null);
});
