// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { player } from "../player.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";
import { lengthWords } from "./media-words.js";
import { ModelElement } from "./model-element.js";
import { previewStyle } from "./preview-style.js";

/** So far from the view a first frame is fetched where there is no picture of it. */
const NEAR = "600px";
/** In the first moment many a video is black, in s. */
const FIRST = 0.1;

const PLAY = icon("player-play-filled");

/** A video in its bubble: its picture, and in the same box the video once it is wished for. */
export class VideoTile extends ModelElement {
  /** @override */
  static properties = {
    media: { attribute: false },
    reachable: { attribute: false },
    isSmall: { attribute: false },
  };

  /** @type {(opener: HTMLElement) => void} shows it over the page */
  watch = () => {};
  #plays = false;
  #isNear = false;
  #view = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: NEAR });

  constructor() {
    super();
    /** @type {import("../models/objects.js").Media} set before it is drawn */
    this.media = /** @type {any} */ (null);
    this.reachable = false;
    /** Whether it has no room to be watched where it is. */
    this.isSmall = false;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#view.observe(this);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#view.disconnect();
    this.#plays = false;
  }

  /** @override */
  render() {
    return this.#plays ? this.#video() : this.#poster();
  }

  /** @override */
  updated() {
    if (!this.#plays) return;
    const video = /** @type {HTMLVideoElement} */ (this.querySelector("video"));
    if (video.dataset.begun) return;
    video.dataset.begun = "true";
    video.focus({ preventScroll: true });
    video.play().catch(() => {}); // The browser offers its own button then.
  }

  #video() {
    return html`<video
      class="playing"
      src=${this.media.url}
      poster=${this.media.thumbnail_url ?? nothing}
      controls
      playsinline
      preload="metadata"
      aria-label=${this.#name}
      @play=${(/** @type {Event} */ { target }) => player.giveWay(/** @type {HTMLVideoElement} */ (target))}
      @pointerdown=${stay}
      @keydown=${stay}
    ></video>`;
  }

  #poster() {
    const { media } = this;
    return html`<button
      type="button"
      class="picture"
      .style=${previewStyle(media)}
      tabindex=${this.reachable ? 0 : -1}
      aria-label="${t("Play")}: ${this.#name}"
      @click=${this.#press}
    >
      ${media.thumbnail_url ? this.#picture(media.thumbnail_url) : this.#frame()}
      <span class="play">${PLAY}</span>
      ${media.duration ? html`<span class="chip length">${lengthWords(media.duration)}</span>` : nothing}
    </button>`;
  }

  /** @param {string} url */
  #picture(url) {
    return html`<img class="sharp" src=${url} alt="" loading="lazy" decoding="async" />`;
  }

  /** The beginning of the video itself. */
  #frame() {
    if (!this.#isNear) return nothing;
    return html`<video
      class="sharp"
      src="${this.media.url}#t=${FIRST}"
      muted
      playsinline
      preload="metadata"
      tabindex="-1"
    ></video>`;
  }

  get #name() {
    return `${t("Video")} ${lengthWords(this.media.duration)}`.trim();
  }

  #press = (/** @type {MouseEvent} */ { currentTarget }) => {
    if (this.isSmall) {
      this.watch(/** @type {HTMLElement} */ (currentTarget));
      return;
    }
    this.#plays = true;
    this.requestUpdate();
  };

  /** @param {IntersectionObserverEntry[]} entries */
  #seen(entries) {
    if (this.#isNear || !entries.some(({ isIntersecting }) => isIntersecting)) return;
    this.#isNear = true;
    this.requestUpdate();
  }
}

/** What is done with the video's own buttons is no wish about the message. @param {Event} event */
function stay(event) {
  event.stopPropagation();
}

customElements.define("video-tile", VideoTile);
