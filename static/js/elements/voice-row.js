// @ts-check

import { html, nothing, svg } from "../../vendor/lit.js";
import { barsOf } from "../models/waveform.js";
import { player } from "../player.js";
import { t } from "../texts.js";
import { fileName } from "./file-row.js";
import { icon } from "./late-icon.js";
import { lengthWords } from "./media-words.js";
import { ModelElement } from "./model-element.js";
import { wayAround } from "./upload-ring.js";

/** A waveform has so many bars, each so wide with its gap, and so high at most, in px. */
const BARS = 44;
const STEP = 4;
const HEIGHT = 26;
/** An arrow key leads so far, in s; in what is short not as far. */
const LEAP = 5;
const SHORT = 60;

const PLAY = icon("player-play-filled");
const PAUSE = icon("player-pause-filled");

/** Something to be heard: a voice message with its waveform, or an audio file with its name. */
export class VoiceRow extends ModelElement {
  /** @override */
  static properties = { media: { attribute: false }, reachable: { attribute: false } };

  chatId = "";
  seq = 0;
  /** @type {import("../player.js").Track["next"]} what is heard after it; that of its chat without */
  next;

  constructor() {
    super();
    /** @type {import("../models/objects.js").Media} set before it is drawn */
    this.media = /** @type {any} */ (null);
    this.reachable = false;
  }

  /** @override */
  get models() {
    return [player];
  }

  get #track() {
    const { id, url } = this.media;
    return { id, url, chatId: this.chatId, seq: this.seq, next: this.next };
  }

  get #length() {
    return this.media.duration || player.lengthOf(this.media.id);
  }

  get #time() {
    return Math.min(player.timeOf(this.media.id), this.#length || Number.POSITIVE_INFINITY);
  }

  /** @override */
  render() {
    const { media } = this;
    const isPlaying = player.isPlaying(media.id);
    const isTaken = player.track?.id === media.id;
    const label = isPlaying ? t("Pause") : t("Play");
    return html`<button
        type="button"
        class="row-tile"
        tabindex=${this.#tab}
        aria-label="${label}: ${this.#name}"
        @click=${() => player.toggle(this.#track)}
      >${isPlaying ? PAUSE : PLAY}${this.#way()}</button>
      <div class="row-lines">
        ${media.kind === "voice" ? nothing : fileName(media.name)} ${this.#slider()}
        <span class="row-facts">
          <span>${isTaken ? `${lengthWords(this.#time)} / ` : nothing}${lengthWords(this.#length)}</span>
          ${isTaken ? this.#rate() : nothing}
        </span>
      </div>`;
  }

  /** One's own is heard while it still goes out. */
  #way() {
    const { status, progress = 0 } = this.media;
    return status === "uploading" ? wayAround(progress) : nothing;
  }

  get #tab() {
    return this.reachable ? 0 : -1;
  }

  get #name() {
    return this.media.kind === "voice" ? t("Voice message") : this.media.name;
  }

  #slider() {
    const [time, length] = [this.#time, this.#length];
    const words = t("{time} of {length}", { time: lengthWords(time), length: lengthWords(length) });
    return html`<div
      class="seek"
      role="slider"
      tabindex=${this.#tab}
      aria-label=${t("Position")}
      aria-valuemin="0"
      aria-valuemax=${Math.round(length)}
      aria-valuenow=${Math.round(time)}
      aria-valuetext=${words}
      @keydown=${this.#key}
      @pointerdown=${this.#press}
      @pointermove=${this.#draw}
    >${this.#wave(length > 0 ? time / length : 0)}</div>`;
  }

  /** @param {number} heard from 0 to 1 */
  #wave(heard) {
    const { waveform } = this.media;
    const rest = `clip-path: inset(0 ${((1 - heard) * 100).toFixed(2)}% 0 0)`;
    if (!waveform?.length) {
      return html`<span class="line"></span><span class="line heard" .style=${rest}></span>`;
    }
    const path = pathOf(barsOf(waveform, BARS));
    return html`<svg viewBox="0 0 ${BARS * STEP} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<path d=${path} /><path class="heard" .style=${rest} d=${path} />`}
    </svg>`;
  }

  #rate() {
    const times = new Intl.NumberFormat(document.documentElement.lang).format(player.rate);
    const rate = `${times}×`;
    return html`<button
      type="button"
      class="rate"
      tabindex=${this.#tab}
      aria-label=${t("Speed: {rate}", { rate })}
      @click=${() => player.turnRate()}
    >${rate}</button>`;
  }

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    const leap = this.#length < SHORT ? LEAP / 5 : LEAP;
    const to = { ArrowLeft: -leap, ArrowDown: -leap, ArrowRight: leap, ArrowUp: leap }[event.key];
    const end = { Home: 0, End: this.#length }[event.key];
    if (to === undefined && end === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // In the feed these keys lead from message to message.
    player.seek(this.#track, Math.min(end ?? this.#time + (to ?? 0), this.#length));
  };

  /** @param {PointerEvent} event */
  #press = (event) => {
    if (event.button !== 0) return;
    event.stopPropagation(); // Nor is it the beginning of a swipe.
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.#seekTo(event);
  };

  /** @param {PointerEvent} event */
  #draw = (event) => {
    const slider = /** @type {Element} */ (event.currentTarget);
    if (slider.hasPointerCapture(event.pointerId)) this.#seekTo(event);
  };

  /** @param {PointerEvent} event */
  #seekTo({ currentTarget, clientX }) {
    const { left, width } = /** @type {Element} */ (currentTarget).getBoundingClientRect();
    const part = Math.min(Math.max((clientX - left) / width, 0), 1);
    player.seek(this.#track, part * this.#length);
  }
}

/** @param {number[]} bars from 0 to 1 */
function pathOf(bars) {
  return bars
    .map((loudness, at) => {
      const height = Math.max(3, loudness * HEIGHT);
      return `M${at * STEP + 1.5} ${(HEIGHT - height) / 2 + 1}v${Math.max(1, height - 2)}`;
    })
    .join("");
}

customElements.define("voice-row", VoiceRow);
