// @ts-check
/** The one messenger of the page; every element draws from it. */

import { Connection } from "./connection.js";
import { Messenger } from "./models/messenger.js";

const { protocol, host } = location;

export const connection = new Connection({
  url: `${protocol === "https:" ? "wss" : "ws"}://${host}/ws`,
});
export const messenger = new Messenger(connection);
