// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { copyText, send } from "../actions.js";
import { messenger } from "../messenger.js";
import { stickers } from "../stickers.js";
import { t, tn } from "../texts.js";
import { icon } from "./late-icon.js";
import { Sheet } from "./sheet.js";
import { stickerPicture } from "./sticker-box.js";

/**
 * @typedef {import("../models/objects.js").Sticker} Sticker
 * @typedef {import("../models/objects.js").StickerPack} StickerPack
 */

/** All stickers of a pack, to have them or not; a press on one sends it. */
export class StickerPackSheet extends Sheet {
  code = "";
  /** @type {StickerPack | null} */
  #pack = null;
  /** Whether an answer is awaited. */
  #waits = false;

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  /** @override */
  get heading() {
    return this.#pack?.title ?? t("Stickers");
  }

  /** @override */
  body() {
    const pack = this.#pack;
    if (!pack) return html`<p class="sheet-hint" aria-busy="true">${t("Loading…")}</p>`;
    const { length } = pack.stickers;
    return html`<p class="sheet-hint">${tn("{n} sticker", "{n} stickers", length)}</p>
      <ul class="sticker-wall" role="list">${pack.stickers.map((each) => this.#sticker(each))}</ul>
      <footer>
        <button type="button" class="soft-button" @click=${() => copyLink(pack)}>
          ${icon("link")}${t("Copy link")}
        </button>
        ${pack.own ? this.#editButton(pack) : nothing}
        ${pack.built_in ? nothing : this.#installButton(pack)}
      </footer>`;
  }

  /** @param {Sticker} sticker */
  #sticker(sticker) {
    return html`<li><button
      type="button"
      class="sticker-cell"
      aria-label=${sticker.emoji}
      title=${sticker.emoji}
      ?disabled=${!mayWrite()}
      @click=${() => this.#send(sticker)}
    >${stickerPicture(sticker)}</button></li>`;
  }

  /** @param {StickerPack} pack */
  #editButton({ code }) {
    const edit = () => {
      this.close();
      messenger.dispatchEvent(new CustomEvent("edit-pack", { detail: code }));
    };
    return html`<button type="button" class="soft-button" @click=${edit}>
      ${icon("pencil")}${t("Edit")}
    </button>`;
  }

  /** @param {StickerPack} pack */
  #installButton({ installed }) {
    return html`<button
      type="button"
      class="soft-button"
      ?disabled=${this.#waits}
      @click=${() => this.#install(!installed)}
    >${installed ? t("Remove") : t("Add stickers")}</button>`;
  }

  async #load() {
    const { code } = this;
    this.#pack = stickers.packs.find((pack) => pack.code === code) ?? null;
    this.requestUpdate();
    const reply = await messenger.ask("sticker_packs.get", { code });
    if (reply) this.#pack = reply.pack;
    else this.close();
    this.requestUpdate();
  }

  /** @param {boolean} on */
  async #install(on) {
    this.#waits = true;
    this.requestUpdate();
    const reply = await messenger.ask("sticker_packs.install", { code: this.code, on });
    this.#waits = false;
    this.#pack = reply?.pack ?? this.#pack;
    this.requestUpdate();
    if (!reply) return;
    messenger.notice(on ? t("The stickers are added.") : t("The stickers are removed."));
    this.close();
  }

  /** @param {Sticker} sticker */
  #send(sticker) {
    const chatId = messenger.openChatId;
    if (!(chatId && mayWrite())) return;
    this.close();
    send(messenger, chatId, "", { sticker });
    stickers.use(sticker);
  }
}

/** Whether there is a chat to which one may send something now. */
function mayWrite() {
  return document.querySelector("message-composer textarea:not(:disabled)") !== null;
}

/** @param {StickerPack} pack */
export function copyLink({ url }) {
  copyText(messenger, new URL(url, location.href).href);
}

customElements.define("sticker-pack-sheet", StickerPackSheet);

/**
 * Show a pack.
 * @param {string} code
 */
export function openPack(code) {
  const sheet = new StickerPackSheet();
  sheet.code = code;
  (document.querySelector(".messenger") ?? document.body).append(sheet);
}
