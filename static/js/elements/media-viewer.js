// @ts-check

import { html, nothing, repeat } from "../../vendor/lit.js";
import { goToMessage } from "../go-to-message.js";
import { markdown } from "../markdown.js";
import { messenger } from "../messenger.js";
import { askQuietly } from "../models/ask-quietly.js";
import { MediaStrip } from "../models/media-strip.js";
import { player } from "../player.js";
import { t } from "../texts.js";
import { momentWords } from "../times.js";
import { icon } from "./late-icon.js";
import { mediaWords } from "./media-words.js";
import { ModelElement } from "./model-element.js";
import { authorName } from "./senders.js";
import { ZoomStage } from "./zoom-stage.js";

/**
 * @typedef {import("../models/media-strip.js").Picture} Picture
 * @typedef {import("../models/objects.js").Media} Media
 * @typedef {import("../models/objects.js").Message} Message
 *
 * @typedef {object} Opening
 * @property {Message} message
 * @property {string} mediaId
 * @property {HTMLElement} opener who gets the focus back
 * @property {import("../models/shared-pictures.js").SharedPictures} [pictures] among which it is
 *   shown; all of the chat's history without
 */

/** The pictures of a chat over the whole page, one at a time. */
export class MediaViewer extends ModelElement {
  /** @type {HTMLElement | null} */
  #opener = null;
  /** @type {ZoomStage | null} */
  #stage = null;
  #shownId = "";
  #chatId;
  #strip;
  #conversation;
  #stop = () => {};

  /** @param {Opening} opening */
  constructor({ message, mediaId, opener, pictures }) {
    super();
    this.#opener = opener;
    this.#chatId = message.chat_id;
    this.#conversation = messenger.conversation(message.chat_id);
    this.#strip = pictures ?? this.#ofHistory(message, mediaId);
  }

  /**
   * @param {Message} message
   * @param {string} mediaId
   */
  #ofHistory(message, mediaId) {
    const history = (/** @type {object} */ query) =>
      askQuietly(messenger.connection, "messages.history", { chat_id: this.#chatId, ...query });
    return new MediaStrip({ window: this.#conversation, message, mediaId, history });
  }

  /** @override */
  get models() {
    return [this.#strip, messenger.members, markdown];
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    const strip = this.#strip;
    if (strip instanceof MediaStrip) {
      this.#stop = this.#conversation.watch(() => strip.see(this.#conversation.messages));
    }
    strip.prepare();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  /** @override */
  render() {
    const { shown } = this.#strip;
    if (!shown) return nothing;
    const words = mediaWords([shown.media]);
    return html`<dialog
      class="viewer"
      role="dialog"
      aria-label=${words}
      @close=${this.#closed}
      @keydown=${this.#key}
    >
      ${this.#head(shown)}
      <div class="stage" tabindex="-1" autofocus>
        ${repeat(
          [shown],
          ({ message, media }) => `${message.seq}:${media.id}`,
          ({ media }) => frame(media),
        )}
      </div>
      ${this.#arrow(-1)} ${this.#arrow(1)}
      ${shown.message.text ? html`<p class="caption" dir="auto">${markdown.wordsOf(shown.message)}</p>` : nothing}
      <div class="unseen" aria-live="polite">${words}, ${momentWords(shown.message.sent_at)}</div>
    </dialog>`;
  }

  /** @override */
  firstUpdated() {
    const dialog = this.#dialog;
    const stage = /** @type {HTMLElement | null} */ (dialog?.querySelector(".stage"));
    if (!dialog || !stage) return;
    player.stop();
    dialog.showModal();
    this.#stage = new ZoomStage(stage, {
      step: (by) => void this.#strip.step(by),
      close: () => this.close(),
    });
  }

  /** @override */
  updated() {
    const { shown } = this.#strip;
    if (!shown) this.close();
    const id = shown ? `${shown.message.seq}:${shown.media.id}` : "";
    if (id === this.#shownId) return;
    this.#shownId = id;
    this.#stage?.reset();
    for (const by of [-1, 1]) fetchAhead(this.#strip.beside(by)?.media);
  }

  close() {
    this.#dialog?.close();
    if (!this.#dialog) this.remove(); // The last picture is gone.
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  /** @param {Picture} picture */
  #head({ message, media }) {
    const chat = messenger.chats.get(this.#chatId);
    return html`<header>
      <div class="viewer-of">
        <b><bdi>${chat ? authorName(messenger, chat, message) : nothing}</bdi></b>
        <time datetime=${message.sent_at}>${momentWords(message.sent_at)}</time>
      </div>
      ${button(icon("message-circle"), t("Go to the message"), () => this.#goTo(message))}
      ${button(icon("arrow-forward-up"), t("Forward"), () => forward(message))}
      <a class="icon-button" href=${media.url} download=${media.name} aria-label=${t("Download")} title=${t("Download")}
        >${icon("download")}</a
      >
      ${button(icon("x"), t("Close"), () => this.close())}
    </header>`;
  }

  /** @param {-1 | 1} by */
  #arrow(by) {
    if (!this.#strip.beside(by)) return nothing;
    const [picture, label] =
      by < 0 ? [icon("chevron-left"), t("Previous")] : [icon("chevron-right"), t("Next")];
    return html`<button
      type="button"
      class=${by < 0 ? "arrow before" : "arrow after"}
      aria-label=${label}
      @click=${() => this.#strip.step(by)}
    >${picture}</button>`;
  }

  /** @param {Message} message */
  #goTo(message) {
    this.close();
    goToMessage(message);
  }

  #closed = () => {
    this.remove();
    if (this.#opener?.isConnected) this.#opener.focus({ preventScroll: true });
  };

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    event.stopPropagation(); // No key is one of what lies under it.
    const run = this.#keys[event.key];
    // A video knows these keys itself.
    if (!run || (event.target instanceof HTMLVideoElement && event.key !== "Escape")) return;
    event.preventDefault();
    run();
  };

  /** @type {Record<string, () => void>} */
  #keys = {
    ArrowLeft: () => void this.#strip.step(-1),
    ArrowRight: () => void this.#strip.step(1),
    "+": () => this.#stage?.zoom(1),
    "=": () => this.#stage?.zoom(1),
    "-": () => this.#stage?.zoom(-1),
    0: () => this.#stage?.reset(),
    Escape: () => this.close(),
  };
}

/** @param {Media} media */
function frame(media) {
  const { url, thumbnail_url, width, height, kind } = media;
  const [w, h] = [width || 1280, height || 720];
  const fitting = `min(100cqw, ${w}px, calc(100cqh * ${(w / h).toFixed(4)}))`;
  const style = `width: ${fitting}; aspect-ratio: ${w} / ${h}`;
  if (kind === "video") return html`<div class="frame" .style=${style}>${video(media)}</div>`;
  return html`<div class="frame" .style=${style}>
    <img src=${thumbnail_url ?? url} alt="" draggable="false" />
    <img src=${url} alt=${t("Photo")} draggable="false" />
  </div>`;
}

/** @param {Media} media */
function video({ url, thumbnail_url }) {
  return html`<video
    src=${url}
    poster=${thumbnail_url ?? nothing}
    controls
    autoplay
    playsinline
    aria-label=${t("Video")}
    @play=${(/** @type {Event} */ { target }) => player.giveWay(/** @type {HTMLVideoElement} */ (target))}
  ></video>`;
}

/**
 * @param {unknown} picture
 * @param {string} label
 * @param {() => void} run
 */
function button(picture, label, run) {
  return html`<button type="button" class="icon-button" aria-label=${label} title=${label} @click=${run}>
    ${picture}
  </button>`;
}

/** @param {Message} message */
function forward(message) {
  const detail = { messages: [message], save: false };
  messenger.dispatchEvent(new CustomEvent("forward", { detail }));
}

/** The neighbours are shown without a wait. @param {Media | undefined} media */
function fetchAhead(media) {
  if (media?.kind === "photo") new Image().src = media.url;
}

customElements.define("media-viewer", MediaViewer);

/** @param {Opening} opening */
export function showViewer(opening) {
  (document.querySelector(".messenger") ?? document.body).append(new MediaViewer(opening));
}
