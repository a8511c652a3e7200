// @ts-check
/** The stickers of the person at this page. */

import { connection, messenger } from "./messenger.js";
import { Stickers } from "./models/stickers.js";

export const stickers = new Stickers({
  ask: (op, data) => messenger.ask(op, data),
  store: messenger.store,
});

messenger.addEventListener("stickers", () => stickers.outdate());
// What was told meanwhile was not heard.
connection.addEventListener("message", (event) => {
  if (/** @type {CustomEvent} */ (event).detail.event === "hello") stickers.outdate();
});
