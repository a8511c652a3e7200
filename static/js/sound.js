// @ts-check

/** Two soft tones, one after the other, in Hz. */
const TONES = [660, 880];
const LENGTH = 0.12; // s
const LOUDNESS = 0.08;
/** Many messages at once make one sound, in ms. */
const PAUSE = 1_500;

let lastAt = Number.NEGATIVE_INFINITY;
/** @type {AudioContext | undefined} */
let audio;

/** Play the sound of a new message; a browser that was not touched yet stays silent. */
export function playSound() {
  if (!("AudioContext" in globalThis) || performance.now() - lastAt < PAUSE) return;
  if (!navigator.userActivation?.hasBeenActive) return;
  lastAt = performance.now();
  audio ??= new AudioContext();
  audio.resume();
  for (const [turn, tone] of TONES.entries()) {
    playTone(audio, tone, audio.currentTime + turn * LENGTH);
  }
}

/**
 * @param {AudioContext} context
 * @param {number} tone
 * @param {number} at
 */
function playTone(context, tone, at) {
  const source = new OscillatorNode(context, { frequency: tone });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.001, at + LENGTH * 2);
  source.connect(volume).connect(context.destination);
  source.start(at);
  source.stop(at + LENGTH * 2);
}
