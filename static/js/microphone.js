// @ts-check
/** The microphone of this browser. */

import { loudnessOf } from "./models/waveform.js";

/** What it can be recorded as: the one that most browsers play comes first. */
const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
/** Bits a second: a voice needs no more. */
const RATE = 32_000;
const WISHES = {
  channelCount: 1,
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};
/** So often the browser hands over what it has, in ms: what breaks off loses no more than that. */
const PIECE = 1_000;
/** Samples that tell how loud it is: a twentieth of a second. */
const SAMPLES = 2048;

/**
 * Record from now on, once the person allows it.
 *
 * Fails with a DOMException where it is not allowed, not there, or cannot be used.
 * @param {() => void} lost called where it stops by itself
 * @returns {Promise<import("./models/recorder.js").Microphone>}
 */
export async function openMicrophone(lost) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: WISHES });
  try {
    return new OpenMicrophone(stream, lost);
  } catch (error) {
    letGo(stream);
    throw error;
  }
}

/** @implements {Microphone} */
class OpenMicrophone {
  /** @type {Blob[]} */
  #pieces = [];
  #isStopped = false;
  #context = new AudioContext();
  #samples = new Float32Array(SAMPLES);
  #stream;
  #recorder;
  #analyser;
  #ended;

  /**
   * @param {MediaStream} stream
   * @param {() => void} lost
   */
  constructor(stream, lost) {
    this.#stream = stream;
    this.#analyser = new AnalyserNode(this.#context, { fftSize: SAMPLES });
    this.#context.createMediaStreamSource(stream).connect(this.#analyser);
    this.#context.resume();
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    this.#recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: RATE });
    this.#recorder.ondataavailable = ({ data }) => this.#pieces.push(data);
    this.#ended = new Promise((resolve) => {
      this.#recorder.onstop = resolve;
    });
    this.#ended.then(() => this.#isStopped || lost());
    this.#recorder.start(PIECE);
  }

  level() {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return loudnessOf(this.#samples);
  }

  pause() {
    this.#recorder.pause();
  }

  resume() {
    this.#recorder.resume();
  }

  async stop() {
    this.#isStopped = true;
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
    await this.#ended;
    letGo(this.#stream);
    this.#context.close();
    return new Blob(this.#pieces, { type: this.#recorder.mimeType });
  }
}

/** @typedef {import("./models/recorder.js").Microphone} Microphone */

/**
 * The browser shows no longer that it listens.
 * @param {MediaStream} stream
 */
function letGo(stream) {
  for (const track of stream.getTracks()) track.stop();
}
