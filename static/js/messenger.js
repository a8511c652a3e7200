// @ts-check
/** The one messenger of the page; every element draws from it. */

import { Connection, socketUrl } from "./connection.js";
import { LocalStore } from "./models/local-store.js";
import { Messenger } from "./models/messenger.js";
import { Tabs } from "./tabs.js";

/** The id of who is signed in at this page; empty for nobody. */
export const person = document.documentElement.dataset.person ?? "";

export const connection = new Connection({ url: socketUrl(location) });
export const tabs = new Tabs(person);
export const messenger = new Messenger(connection, { store: new LocalStore(person), tabs });
