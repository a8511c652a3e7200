// @ts-check

import { html, nothing, svg } from "../../vendor/lit.js";
import { OVER } from "../over.js";
import { isTouch } from "../send-key.js";
import { t } from "../texts.js";
import { cancelRecording, deleteKept, keepRecording, mediaOf, recorder } from "../voice.js";
import { icon } from "./late-icon.js";
import { lengthWords } from "./media-words.js";
import { ModelElement } from "./model-element.js";
import "./voice-row.js";

export { press, recorder } from "../voice.js";

/** So many of the last loudnesses are drawn, each so wide with its gap, and so high at most, in px. */
const BARS = 150;
const STEP = 4;
const HEIGHT = 26;
const LOUDEST = 255;
/** Words are seldom as loud as they could be: so much higher they are drawn. */
const SWELL = 1.6;

/** What stands in the place of the field while a voice message is recorded, or waits to be sent. */
export class VoiceBar extends ModelElement {
  /** @override */
  static properties = { chatId: { attribute: false } };

  /** @type {HTMLElement[]} what it covers */
  #covered = [];
  /** @type {HTMLElement | null} */
  #button = null;

  constructor() {
    super();
    this.chatId = "";
  }

  /** @override */
  get models() {
    return [recorder, recorder.meter];
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", t("Voice message"));
    document.addEventListener("keydown", this.#key, { capture: true });
    this.#cover();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#key, { capture: true });
    if (recorder.isFor(this.chatId)) keepRecording();
    this.#uncover();
  }

  /** @override */
  render() {
    if (recorder.isFor(this.chatId)) {
      const { hold, phase } = recorder;
      return html`${hold ? held(hold) : alone()}
        <span class="unseen" role="status">${STATES()[phase] ?? ""}</span>`;
    }
    const kept = recorder.keptIn(this.chatId);
    return kept ? this.#kept(kept) : nothing;
  }

  /** @override */
  updated() {
    const hold = recorder.isFor(this.chatId) ? recorder.hold : null;
    this.#button?.toggleAttribute("data-held", hold !== null);
    this.#button?.style.setProperty("--loud", `${(recorder.levels.at(-1) ?? 0) / LOUDEST}`);
    this.#button?.style.setProperty("translate", hold ? `${-hold.left}px ${-hold.up}px` : "none");
  }

  /** @param {import("../models/recorder.js").Recording} recording */
  #kept(recording) {
    return html`${throwAway(t("Delete the recording"), () => deleteKept(this.chatId))}
      <voice-row .media=${mediaOf(recording)} .chatId=${this.chatId} .reachable=${true}></voice-row>`;
  }

  /** The field is out of reach; a phone's keyboard stays where it is. */
  #cover() {
    const parts = /** @type {HTMLElement[]} */ ([...(this.parentElement?.children ?? [])]);
    this.#button = parts.find((part) => part.matches(".send")) ?? null;
    this.#covered = parts.filter(
      (part) => part !== this && part !== this.#button && !(isTouch() && part.matches("textarea")),
    );
    for (const part of this.#covered) part.inert = true;
    if (!isTouch()) this.#button?.focus();
  }

  #uncover() {
    for (const part of this.#covered) part.inert = false;
    const { activeElement } = document;
    const isFree = activeElement === this.#button || activeElement === document.body;
    if (!isTouch() && isFree) this.#covered.find((part) => part.matches("textarea"))?.focus();
    this.#button?.removeAttribute("data-held");
    this.#button?.removeAttribute("style");
  }

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    const isOver = [...document.querySelectorAll(OVER)].some((over) => over.checkVisibility());
    if (event.key !== "Escape" || isOver || !recorder.isFor(this.chatId)) return;
    event.preventDefault();
    event.stopPropagation();
    cancelRecording();
  };
}

/**
 * What stands in the place of the field in a chat where something is recorded, or was, and whether
 * the button is still the microphone that is held; null elsewhere.
 * @param {string} chatId
 */
export function lookIn(chatId) {
  const isRunning = recorder.isFor(chatId);
  if (!(isRunning || recorder.keptIn(chatId))) return null;
  const bar = html`<voice-bar .chatId=${chatId}></voice-bar>`;
  return { bar, speaks: isRunning && recorder.hold !== null };
}

/** @returns {Partial<Record<typeof recorder.phase, string>>} */
const STATES = () => ({ recording: t("Recording"), paused: t("Paused") });

/** A recording that goes on by itself. */
function alone() {
  const isPaused = recorder.phase === "paused";
  const turn = () => (isPaused ? recorder.resume() : recorder.pause());
  const label = isPaused ? t("Go on recording") : t("Pause the recording");
  return html`${throwAway(t("Cancel recording"), cancelRecording)} ${clock()}
    <span class="voice-wave" aria-hidden="true">${wave(recorder.levels.slice(-BARS))}</span>
    ${recorder.phase === "opening" ? waiting() : nothing}
    <button type="button" class="icon-button" title=${label} aria-label=${label} @click=${turn}>
      ${icon(isPaused ? "microphone" : "player-pause")}
    </button>`;
}

/**
 * A recording that a finger holds.
 * @param {import("../models/hold.js").Hold} hold
 */
function held({ left, cancelling, locking }) {
  const drawn = `translate: ${-left}px; opacity: ${1 - cancelling}`;
  return html`${clock()}
    <span class="voice-hint" .style=${drawn}>${icon("chevron-left")}${t("Slide to cancel")}</span>
    <span class="voice-lock" .style=${`--way: ${locking}`} aria-hidden="true">
      ${icon("lock")}${icon("chevron-up")}
    </span>`;
}

function clock() {
  const { phase, time } = recorder;
  return html`<span class="voice-dot" ?data-runs=${phase === "recording"}></span>
    <span class="voice-time" role="timer">${lengthWords(time)}</span>`;
}

/** It shows where the browser asks the person for a while. */
function waiting() {
  return html`<span class="voice-waiting">${t("Allow the microphone")}</span>`;
}

/**
 * @param {string} label
 * @param {() => void} run
 */
function throwAway(label, run) {
  return html`<button
    type="button"
    class="icon-button"
    title=${label}
    aria-label=${label}
    @click=${run}
  >${icon("trash")}</button>`;
}

/** @param {number[]} levels the last of which stands at the end */
function wave(levels) {
  const from = (BARS - levels.length) * STEP;
  const path = levels
    .map((level, at) => {
      const height = Math.max(1, Math.min(1, (level / LOUDEST) * SWELL) * (HEIGHT - 3));
      return `M${from + at * STEP + 2} ${(HEIGHT - height) / 2}v${height.toFixed(1)}`;
    })
    .join("");
  return html`<svg width=${BARS * STEP} height=${HEIGHT}>${svg`<path d=${path} />`}</svg>`;
}

customElements.define("voice-bar", VoiceBar);
