// @ts-check

/**
 * Rows on their way into IndexedDB, which forgets what it has not committed when their page goes.
 *
 * They are written to `localStorage`, which has them before the call returns, and leave it once the
 * store has them. What a page leaves behind here is newer than the store.
 */
export class Journal {
  #prefix;
  #storage;

  /**
   * @param {string} name of the store
   * @param {Storage | null} storage nothing is kept without
   */
  constructor(name, storage) {
    this.#prefix = `${name}/`;
    this.#storage = storage;
  }

  /**
   * The rows of a table that the store may not have, by key; null of one that has gone.
   * @param {string} table
   * @returns {Map<string, object | null>}
   */
  of(table) {
    const start = `${this.#prefix}${table}/`;
    const keys = this.#keys(start);
    return new Map(keys.map((key) => [key.slice(start.length), this.#read(key)]));
  }

  /**
   * @param {string} table
   * @param {Map<string, object | null>} rows by key; null of one that has gone
   * @returns {(kept: boolean) => void} to be told whether the store has them now
   */
  note(table, rows) {
    const notes = [...rows].map(([key, row]) => {
      const text = JSON.stringify(row);
      return { at: `${this.#prefix}${table}/${key}`, text, row };
    });
    for (const { at, text } of notes) this.#set(at, text);
    return (kept) => {
      for (const { at, text, row } of notes) {
        // Of a row that the store could not take, this is the only place. One that goes may come
        // again: the server knows by its id that it was sent.
        if ((kept || row === null) && this.#storage?.getItem(at) === text) this.#remove(at);
      }
    };
  }

  clear() {
    for (const key of this.#keys(this.#prefix)) this.#remove(key);
  }

  /**
   * @param {string} start
   * @returns {string[]}
   */
  #keys(start) {
    const count = this.#storage?.length ?? 0;
    const keys = Array.from({ length: count }, (_, at) => this.#storage?.key(at) ?? "");
    return keys.filter((key) => key.startsWith(start));
  }

  /** @param {string} key */
  #read(key) {
    return JSON.parse(this.#storage?.getItem(key) ?? "null");
  }

  /**
   * @param {string} key
   * @param {string} text
   */
  #set(key, text) {
    try {
      this.#storage?.setItem(key, text);
    } catch {
      this.#remove(key); // It is full. What it has would be older than the store.
    }
  }

  /** @param {string} key */
  #remove(key) {
    this.#storage?.removeItem(key);
  }
}
