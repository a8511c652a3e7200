// @ts-check

const TASK = /^\[([ xX])\][ \t\n](?=\S)/;

/**
 * The task that the first words of a list's item are; null where they are none.
 * @param {string} words
 * @returns {{done: boolean, mark: number} | null} and how many characters say so
 */
export function taskIn(words) {
  const found = TASK.exec(words);
  return found && { done: found[1] !== " ", mark: found[0].length };
}
