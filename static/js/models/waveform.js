// @ts-check

/** The loudest that is told of a moment. */
const LOUDEST = 255;

/**
 * A waveform in as many bars as there is room for, the loudest one whole.
 * @param {readonly number[]} waveform loudnesses from 0 to 255
 * @param {number} count
 * @returns {number[]} from 0 to 1
 */
export function barsOf(waveform, count) {
  const peak = Math.max(...waveform, 1);
  const scale = Math.max(peak, LOUDEST / 8); // Silence stays silence.
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((at * waveform.length) / count);
    const to = Math.max(from + 1, Math.floor(((at + 1) * waveform.length) / count));
    return Math.max(...waveform.slice(from, to)) / scale;
  });
}
