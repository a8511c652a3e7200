// @ts-check

/** So many files go with one message. */
export const MOST_FILES = 10;

/**
 * The messages that files become: pictures and videos in albums, then the other files.
 * @template {{kind: string}} Picked
 * @param {Picked[]} files in the order in which the person has them
 * @returns {Picked[][]}
 */
export function albumsOf(files) {
  const seen = files.filter(({ kind }) => kind !== "file");
  const others = files.filter(({ kind }) => kind === "file");
  return [...inParts(seen), ...inParts(others)];
}

/**
 * @template Picked
 * @param {Picked[]} files
 * @returns {Picked[][]}
 */
function inParts(files) {
  const count = Math.ceil(files.length / MOST_FILES);
  return Array.from({ length: count }, (_, at) =>
    files.slice(at * MOST_FILES, (at + 1) * MOST_FILES),
  );
}
