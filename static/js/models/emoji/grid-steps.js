// @ts-check
/** Where keys lead among emoji that stand in rows, in one section under the other. */

/**
 * @typedef {object} Place
 * @property {number} section
 * @property {number} at in the section
 */

/**
 * @param {string} key
 * @param {Place} place
 * @param {number[]} counts how many each section holds, none of them empty
 * @param {number} columns
 * @returns {Place | "out" | null} "out" above the first row, null for any other key
 */
export function stepInGrid(key, place, counts, columns) {
  const last = counts.length - 1;
  switch (key) {
    case "ArrowRight":
      return along(place, 1, counts);
    case "ArrowLeft":
      return along(place, -1, counts);
    case "ArrowDown":
      return down(place, counts, columns);
    case "ArrowUp":
      return up(place, counts, columns);
    case "Home":
      return { section: 0, at: 0 };
    case "End":
      return { section: last, at: counts[last] - 1 };
    default:
      return null;
  }
}

/**
 * @param {Place} place
 * @param {1 | -1} by
 * @param {number[]} counts
 * @returns {Place}
 */
function along({ section, at }, by, counts) {
  const to = at + by;
  if (to >= 0 && to < counts[section]) return { section, at: to };
  const next = section + by;
  if (!(next in counts)) return { section, at };
  return { section: next, at: by > 0 ? 0 : counts[next] - 1 };
}

/**
 * @param {Place} place
 * @param {number[]} counts
 * @param {number} columns
 * @returns {Place}
 */
function down({ section, at }, counts, columns) {
  const count = counts[section];
  const rowEnds = Math.min((Math.floor(at / columns) + 1) * columns, count);
  if (rowEnds < count) return { section, at: Math.min(at + columns, count - 1) };
  const below = counts[section + 1];
  if (below === undefined) return { section, at };
  return { section: section + 1, at: Math.min(at % columns, below - 1) };
}

/**
 * @param {Place} place
 * @param {number[]} counts
 * @param {number} columns
 * @returns {Place | "out"}
 */
function up({ section, at }, counts, columns) {
  if (at >= columns) return { section, at: at - columns };
  if (section === 0) return "out";
  const above = counts[section - 1];
  const rowBegins = Math.floor((above - 1) / columns) * columns;
  return { section: section - 1, at: Math.min(rowBegins + (at % columns), above - 1) };
}
