// @ts-check
/** The elements of the account page. */

import { Connection, socketUrl } from "./connection.js";
import "./elements/local-time.js";
import "./elements/own-photo.js";
import "./elements/settings-form.js";

/** These pages hear no events: a wish has a connection of its own. */
document.addEventListener("account-wish", async (event) => {
  const connection = new Connection({ url: socketUrl(location) });
  connection.start();
  try {
    await connection.request("account.update", /** @type {CustomEvent} */ (event).detail);
  } finally {
    connection.stop();
  }
});
