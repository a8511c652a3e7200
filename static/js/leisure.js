// @ts-check
/** When work that nobody waits for disturbs nobody. */

/** For so long nothing was done, in ms. */
const QUIET = 1_000;
const SIGNS = ["keydown", "pointerdown", "scroll", "wheel"];

let last = 0;

/** Wait until the person has done nothing to the page for a second. */
export async function leisure() {
  while (left() > 0) await new Promise((done) => setTimeout(done, left()));
}

function left() {
  return last + QUIET - Date.now();
}

function note() {
  last = Date.now();
}

for (const sign of SIGNS) addEventListener(sign, note, { capture: true, passive: true });
