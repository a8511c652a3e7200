// @ts-check

/** @typedef {import("./feed.js").Row} Row */

/**
 * @typedef {object} Run rows that stand together: the messages of one author, or any other row alone
 * @property {string} key
 * @property {Row[]} rows
 */

/** Finds the runs of a feed, and knows each again while rows come and go at its ends. */
export class Runs {
  /** @type {Map<string, string>} the run that each row stood in last, by their keys */
  #runOf = new Map();

  /**
   * @param {{rows: Row[]}[]} days of the feed
   * @returns {Run[][]} of each day
   */
  find(days) {
    const before = this.#runOf;
    this.#runOf = new Map();
    /** @type {Set<string>} */
    const taken = new Set();
    return days.map(({ rows }) => {
      const runs = together(rows);
      for (const run of runs) this.#name(run, before, taken);
      return runs;
    });
  }

  /**
   * @param {Run} run
   * @param {Map<string, string>} before
   * @param {Set<string>} taken keys that others have
   */
  #name(run, before, taken) {
    const keys = run.rows.map(({ key }) => key);
    const known = keys.map((key) => before.get(key)).filter((key) => key !== undefined);
    run.key = [...known, ...keys].find((key) => !taken.has(key)) ?? `${keys[0]}-apart`;
    taken.add(run.key);
    for (const key of keys) this.#runOf.set(key, run.key);
  }
}

/** @param {Row[]} rows */
function together(rows) {
  /** @type {Run[]} */
  const runs = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last && row.kind === "bubble" && !row.first) last.rows.push(row);
    else runs.push({ key: "", rows: [row] });
  }
  return runs;
}
