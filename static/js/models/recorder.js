// @ts-check

import { newClientId } from "./client-id.js";
import { Observable } from "./observable.js";
import { waveformOf } from "./waveform.js";

/** What is shorter was begun by mistake, in s. */
const SHORTEST = 1;
/** A server takes 15 minutes, and a file may be a little longer than our clock has it, in s. */
const LONGEST = 15 * 60 - 2;
/** How often the loudness is asked for, in ms. */
const STEP = 80;

/**
 * @typedef {object} Microphone What records from the moment it is here.
 * @property {() => number} level how loud it is now, from 0 to 255
 * @property {() => void} pause
 * @property {() => void} resume
 * @property {() => Promise<Blob>} stop lets go of it, and gives what it has heard; never fails
 *
 * @typedef {object} Recording
 * @property {string} id
 * @property {Blob} blob
 * @property {number} duration s
 * @property {number[]} waveform loudnesses from 0 to 255
 *
 * @typedef {"lost" | "full"} Stop why a recording has ended by itself: the microphone is gone, or
 *   it is as long as one may be
 */

/** What is being recorded, at most one thing, and what was recorded and waits to be sent. */
export class Recorder extends Observable {
  /** @type {"idle" | "opening" | "recording" | "paused" | "ending"} */
  phase = "idle";
  /** The chat that it is for. */
  chatId = "";
  /** @type {import("./hold.js").Hold | null} the finger that holds it; null where it goes on alone */
  hold = null;
  /** @type {number[]} how loud it was, evenly in time */
  levels = [];
  /** What changes all the time: the time, the loudness, and where the finger is. */
  meter = new Observable();
  /** @type {Map<string, Recording>} what waits, by chat */
  #kept = new Map();
  /** @type {Microphone | null} */
  #microphone = null;
  /** Each beginning has its number: what comes of an earlier one counts no more. */
  #turn = 0;
  /** How long it took up to the last pause, in ms. */
  #before = 0;
  /** @type {number | null} when it went on after that */
  #since = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  #open;
  #told;
  #now;

  /**
   * @param {object} parts
   * @param {(lost: () => void) => Promise<Microphone>} parts.open fails where there is none to be
   *   had; calls `lost` where it stops by itself
   * @param {(why: Stop, chatId: string) => void} parts.told
   * @param {() => number} [parts.now] ms
   */
  constructor({ open, told, now = () => performance.now() }) {
    super();
    this.#open = open;
    this.#told = told;
    this.#now = now;
  }

  /** Seconds that are recorded. */
  get time() {
    const running = this.#since === null ? 0 : this.#now() - this.#since;
    return (this.#before + running) / 1000;
  }

  get isTooShort() {
    return this.time < SHORTEST;
  }

  /**
   * Whether something is recorded for a chat.
   * @param {string} chatId
   */
  isFor(chatId) {
    return this.phase !== "idle" && this.chatId === chatId;
  }

  /**
   * What waits in a chat.
   * @param {string} chatId
   * @returns {Recording | null}
   */
  keptIn(chatId) {
    return this.#kept.get(chatId) ?? null;
  }

  /** Whether something would be lost with the page. */
  get holdsAnything() {
    return this.phase !== "idle" || this.#kept.size > 0;
  }

  /**
   * Begin to record, unless something is being recorded.
   *
   * Fails as the microphone does, unless it was cancelled meanwhile.
   * @param {string} chatId
   */
  async begin(chatId) {
    if (this.phase !== "idle") return;
    this.#turn += 1;
    const turn = this.#turn;
    Object.assign(this, { chatId, levels: [], hold: null });
    [this.#before, this.#since] = [0, null];
    this.#enter("opening");
    try {
      const microphone = await this.#open(() => this.#endAlone("lost", turn));
      if (turn === this.#turn) this.#run(microphone);
      else await microphone.stop();
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#enter("idle");
      throw error;
    }
  }

  pause() {
    if (this.phase !== "recording") return;
    this.#microphone?.pause();
    this.#halt();
    this.#enter("paused");
  }

  resume() {
    if (this.phase !== "paused") return;
    this.#microphone?.resume();
    this.#goOn();
  }

  /** The finger has let it go on alone. */
  lock() {
    this.hold = null;
    this.changed();
  }

  /** Record no more, and keep nothing of it. */
  async cancel() {
    const microphone = this.#leave();
    this.#enter("idle");
    await microphone?.stop();
  }

  /**
   * Record no more, and have what was recorded.
   * @returns {Promise<Recording | null>} null where it is too short to be anything
   */
  finish() {
    return this.#end(() => {});
  }

  /** Record no more; what was recorded waits in its chat. */
  async keep() {
    const { chatId } = this;
    await this.#end((recording) => this.#kept.set(chatId, recording));
  }

  /**
   * Have something wait in a chat after all.
   * @param {string} chatId
   * @param {Recording} recording
   */
  restore(chatId, recording) {
    this.#kept.set(chatId, recording);
    this.changed();
  }

  /**
   * What waited in a chat is sent, or wished for no more.
   * @param {string} chatId
   */
  drop(chatId) {
    if (this.#kept.delete(chatId)) this.changed();
  }

  /** @param {Microphone} microphone */
  #run(microphone) {
    this.#microphone = microphone;
    this.#goOn();
  }

  #goOn() {
    this.#since = this.#now();
    this.#timer = setInterval(() => this.#listen(), STEP);
    this.#enter("recording");
  }

  /** Stop the clock. */
  #halt() {
    clearInterval(this.#timer);
    this.#before = this.time * 1000;
    this.#since = null;
  }

  /** A page that is not seen is asked seldom: a level then stands for all the time since the last. */
  #listen() {
    const level = this.#microphone?.level() ?? 0;
    const due = Math.floor((this.time * 1000) / STEP);
    while (this.levels.length < due) this.levels.push(level);
    this.meter.changed();
    if (this.time >= LONGEST) this.#endAlone("full", this.#turn);
  }

  /**
   * @param {Stop} why
   * @param {number} turn
   */
  async #endAlone(why, turn) {
    if (turn !== this.#turn || this.#microphone === null) return;
    const { chatId } = this;
    await this.keep();
    this.#told(why, chatId);
  }

  /** @param {(recording: Recording) => void} take called before anything is told */
  async #end(take) {
    const { time: duration, isTooShort, levels } = this;
    const microphone = this.#leave();
    if (!microphone) {
      this.#enter("idle");
      return null;
    }
    this.#enter("ending");
    const blob = await microphone.stop();
    const recording = { id: newClientId(), blob, duration, waveform: waveformOf(levels) };
    const isAnything = !isTooShort && blob.size > 0;
    if (isAnything) take(recording);
    this.#enter("idle");
    return isAnything ? recording : null;
  }

  /** From here on nothing of it counts. */
  #leave() {
    const microphone = this.#microphone;
    this.#halt();
    this.#turn += 1;
    this.#microphone = null;
    this.hold = null;
    return microphone;
  }

  /** @param {Recorder["phase"]} phase */
  #enter(phase) {
    this.phase = phase;
    this.changed();
    this.meter.changed();
  }
}
