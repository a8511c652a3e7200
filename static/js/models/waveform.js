// @ts-check

/** The loudest that is told of a moment. */
const LOUDEST = 255;
/** What a microphone hears of a quiet room, by the measure of an ear. */
const HUSH = 0.05;
/** So many loudnesses are told of a recording at most. */
const MOST = 100;

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

/**
 * How loud a sound is, as an ear has it: quiet words are not as small as their samples.
 * @param {Float32Array} samples from -1 to 1
 * @returns {number} from 0 to 255
 */
export function loudnessOf(samples) {
  let power = 0;
  for (const sample of samples) power += sample * sample;
  const heard = Math.sqrt(Math.sqrt(power / Math.max(1, samples.length)));
  return Math.round((LOUDEST * Math.max(0, heard - HUSH)) / (1 - HUSH));
}

/**
 * The waveform of a recording: each loudness is the mean of its stretch.
 * @param {readonly number[]} levels loudnesses from 0 to 255, however many, evenly in time
 * @returns {number[]} at most 100
 */
export function waveformOf(levels) {
  const count = Math.min(MOST, levels.length);
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((at * levels.length) / count);
    const part = levels.slice(from, Math.floor(((at + 1) * levels.length) / count));
    return Math.round(part.reduce((sum, level) => sum + level, 0) / part.length);
  });
}
