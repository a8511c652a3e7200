// @ts-check

import { Observable } from "./observable.js";

/** How fast it can be heard; the button leads from one to the next. */
const RATES = [1, 1.5, 2];

/**
 * @typedef {object} Track
 * @property {string} id of the media
 * @property {string} url
 * @property {string} chatId
 * @property {number} seq of its message
 * @property {() => Track | null} [next] what is to be heard after it, where that is not the next of
 *   its chat
 */

/** What is heard in this page: one thing at a time, and after a voice message the next one. */
export class Player extends Observable {
  /** @type {Track | null} what plays, or was stopped half-way */
  track = null;
  rate = 1;
  /** @type {HTMLAudioElement | null} */
  #audio = null;
  /** @type {HTMLMediaElement | null} a video that plays beside it */
  #video = null;
  #makeAudio;
  #nextOf;

  /**
   * @param {object} parts
   * @param {() => HTMLAudioElement} parts.makeAudio
   * @param {(track: Track) => Track | null} parts.nextOf what is to be heard after this one
   */
  constructor({ makeAudio, nextOf }) {
    super();
    this.#makeAudio = makeAudio;
    this.#nextOf = nextOf;
  }

  /** @param {string} id */
  isPlaying(id) {
    return this.track?.id === id && this.#audio !== null && !this.#audio.paused;
  }

  /**
   * How far it has been heard, in s.
   * @param {string} id
   */
  timeOf(id) {
    return this.track?.id === id ? (this.#audio?.currentTime ?? 0) : 0;
  }

  /**
   * How long it is, as far as the browser knows, in s; 0 where it does not.
   * @param {string} id
   */
  lengthOf(id) {
    const length = this.track?.id === id ? this.#audio?.duration : 0;
    return length && Number.isFinite(length) ? length : 0;
  }

  /**
   * Play it, or stop it.
   * @param {Track} track
   */
  toggle(track) {
    if (this.isPlaying(track.id)) this.stop();
    else this.play(track);
  }

  /** @param {Track} track */
  async play(track) {
    const audio = this.#take(track);
    this.#video?.pause();
    audio.playbackRate = this.rate;
    try {
      await audio.play();
    } catch {
      this.changed(); // Stopped again before it began, or it cannot be played.
    }
  }

  stop() {
    this.#audio?.pause();
  }

  /** Be silent, films too: the person is about to speak. */
  hush() {
    this.stop();
    this.#video?.pause();
  }

  /**
   * Go to a moment of it, whether it plays or not.
   * @param {Track} track
   * @param {number} seconds
   */
  seek(track, seconds) {
    this.#take(track).currentTime = Math.max(0, seconds);
    this.changed();
  }

  /** Play faster, after the fastest as it was spoken. */
  turnRate() {
    this.rate = RATES[(RATES.indexOf(this.rate) + 1) % RATES.length];
    if (this.#audio) this.#audio.playbackRate = this.rate;
    this.changed();
  }

  /**
   * A video begins to play: nothing else does meanwhile.
   * @param {HTMLMediaElement} video
   */
  giveWay(video) {
    this.stop();
    if (this.#video !== video) this.#video?.pause();
    this.#video = video;
  }

  /** @param {Track} track */
  #take(track) {
    const audio = this.#audio ?? this.#open();
    if (this.track?.id !== track.id || this.track.url !== track.url) audio.src = track.url;
    this.track = track;
    return audio;
  }

  #open() {
    const audio = this.#makeAudio();
    for (const name of ["play", "pause", "timeupdate", "durationchange", "error"]) {
      audio.addEventListener(name, () => this.changed());
    }
    audio.addEventListener("ended", () => this.#ended());
    this.#audio = audio;
    return audio;
  }

  #ended() {
    const next = this.track && this.#nextOf(this.track);
    this.track = null;
    this.changed();
    if (next) this.play(next);
  }
}
