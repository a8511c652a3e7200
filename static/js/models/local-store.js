// @ts-check

import { openDB } from "../../vendor/idb.js";
import { Journal } from "./journal.js";

const VERSION = 3;
/** What each table's rows are named by. */
const TABLES = {
  facts: "name",
  chats: "id",
  pages: "chat_id",
  outbox: "client_id",
  files: "id",
  drafts: "chat_id",
  questions: "client_id",
  question_drafts: "place",
  changes: "id",
};
/** Tables of what the server knows too, and of habits, which are soon the same again. */
const REPEATED = /** @type {const} */ (["facts", "chats", "pages"]);
/** Tables of words and wishes that nobody else knows yet. */
const OWN = new Set(["outbox", "drafts", "questions", "question_drafts", "changes"]);
const OWNER = "messenger.person";
/** Rows written at once: the browser copies them while the page waits. */
const SLICE = 200;

/** @typedef {keyof typeof TABLES} TableName */

/**
 * What a person's browser keeps beyond the page, in IndexedDB: each person has a database.
 *
 * What only this browser knows outlives the page also where that goes right after the call.
 *
 * Where the browser keeps nothing (a private window, a full disk) reading finds nothing and
 * writing does nothing: everything here is either known to the server or in memory too.
 */
export class LocalStore {
  /** @type {Promise<import("idb").IDBPDatabase> | null} */
  #database;
  #journal;

  /** @param {string} person whose it is; empty for nobody */
  constructor(person) {
    this.#database = person ? open(nameOf(person)) : null;
    this.#database?.catch(() => {});
    this.#journal = new Journal(nameOf(person), person ? storage() : null);
  }

  /**
   * @param {TableName} table
   * @returns {Promise<any[]>}
   */
  async all(table) {
    const late = this.#journal.of(table); // Before the store is read, or some would be in neither.
    const rows = (await this.#try((database) => database.getAll(table))) ?? [];
    const found = new Map(rows.map((row) => [row[TABLES[table]], row]));
    for (const [key, row] of late) {
      if (row) found.set(key, row);
      else found.delete(key);
    }
    return [...found.values()];
  }

  /**
   * @param {TableName} table
   * @param {string} key
   * @returns {Promise<any>}
   */
  async get(table, key) {
    const late = this.#journal.of(table);
    if (late.has(key)) return late.get(key) ?? undefined;
    return await this.#try((database) => database.get(table, key));
  }

  /**
   * Write and remove rows: up to 200 in one transaction, more in several.
   * @param {TableName} table
   * @param {object[]} rows
   * @param {string[]} [gone]
   */
  async write(table, rows, gone = []) {
    await this.#change(table, rows.slice(0, SLICE), gone);
    for (let from = SLICE; from < rows.length; from += SLICE) {
      await this.#change(table, rows.slice(from, from + SLICE), []);
    }
  }

  /** @param {{unsent: boolean}} options whether to forget also what the server does not know */
  async clear({ unsent }) {
    if (unsent) this.#journal.clear();
    await this.#try(async (database) => {
      const names = unsent ? Object.keys(TABLES) : [...REPEATED];
      const change = database.transaction(names, "readwrite");
      for (const name of names) change.objectStore(name).clear();
      await change.done;
    });
  }

  /**
   * @param {TableName} table
   * @param {object[]} rows
   * @param {string[]} gone
   */
  async #change(table, rows, gone) {
    const settle = this.#note(table, rows, gone);
    const kept = await this.#try(async (database) => {
      const change = database.transaction(table, "readwrite");
      for (const row of rows) change.store.put(row);
      for (const key of gone) change.store.delete(key);
      await change.done;
      return true;
    });
    settle(kept ?? false);
  }

  /**
   * @param {TableName} table
   * @param {object[]} rows
   * @param {string[]} gone
   */
  #note(table, rows, gone) {
    /** @type {Map<string, object | null>} */
    const changed = new Map();
    if (OWN.has(table)) {
      for (const row of rows) changed.set(/** @type {any} */ (row)[TABLES[table]], row);
      for (const key of gone) changed.set(key, null);
    }
    return this.#journal.note(table, changed);
  }

  /**
   * @template Found
   * @param {(database: import("idb").IDBPDatabase) => Promise<Found>} work
   * @returns {Promise<Found | undefined>}
   */
  async #try(work) {
    try {
      if (this.#database) return await work(await this.#database);
    } catch {
      // Not kept, as the class says.
    }
    return undefined;
  }
}

/** @param {string} person */
function nameOf(person) {
  return `messenger-${person}`;
}

function storage() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null; // Switched off.
  }
}

/** @param {string} name */
async function open(name) {
  return await openDB(name, VERSION, {
    upgrade(database) {
      // Another form of the same person's rows: what the server has is asked for anew.
      for (const table of REPEATED) {
        if (database.objectStoreNames.contains(table)) database.deleteObjectStore(table);
      }
      for (const [table, keyPath] of Object.entries(TABLES)) {
        if (!database.objectStoreNames.contains(table)) {
          database.createObjectStore(table, { keyPath });
        }
      }
    },
    blocking: (_current, _blocked, event) => /** @type {any} */ (event.target).close(),
  });
}

/**
 * Forget what a person who was signed in here before has left, when another has come.
 * @param {string} person
 */
export function takeOver(person) {
  try {
    const before = localStorage.getItem(OWNER);
    if (before && before !== person) {
      indexedDB.deleteDatabase(nameOf(before));
      new Journal(nameOf(before), localStorage).clear();
    }
    localStorage.setItem(OWNER, person);
  } catch {
    // Storage is switched off in this browser: nothing was kept either.
  }
}
