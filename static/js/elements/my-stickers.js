// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { messenger } from "../messenger.js";
import { codeIn, moved } from "../models/sticker-order.js";
import { stickers } from "../stickers.js";
import { t, tn } from "../texts.js";
import { icon } from "./late-icon.js";
import { openEditor } from "./pack-editor.js";
import { PickDrag } from "./pick-drag.js";
import { Sheet } from "./sheet.js";
import { stickerPicture } from "./sticker-box.js";
import { openPack } from "./sticker-pack-sheet.js";

export { openEditor } from "./pack-editor.js";

/** @typedef {import("../models/objects.js").StickerPack} StickerPack */

const LONGEST_TITLE = 64;

/** The packs that a person has: to make one, to put them in order, to have one more. */
export class MyStickers extends Sheet {
  /** @type {string[] | null} the order while one of them is drawn */
  #order = null;
  #told = "";
  #drag = new PickDrag({
    moved: () => this.#drawn(),
    place: (code, at) => {
      this.#order = moved(this.#codes, code, at);
      this.requestUpdate();
    },
  });

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    stickers.bring();
  }

  /** @override */
  get models() {
    return [stickers];
  }

  /** @override */
  get heading() {
    return t("My stickers");
  }

  /** @override */
  body() {
    const built = stickers.packs.filter((pack) => pack.built_in);
    return html`<ul class="sheet-rows pack-rows" role="list" @keydown=${this.#key}>
        ${built.map((pack) => this.#row(pack))} ${this.#movable.map((pack) => this.#row(pack))}
      </ul>
      <span class="unseen" role="status">${this.#told}</span>
      <form class="sheet-send" @submit=${this.#make}>
        <input
          name="title"
          class="plain-field"
          aria-label=${t("Title of a new pack")}
          placeholder=${t("Title of a new pack")}
          maxlength=${LONGEST_TITLE}
          autocomplete="off"
          required
        />
        <button type="submit" class="soft-button">${t("Make a pack")}</button>
      </form>
      <form class="sheet-send" @submit=${this.#find}>
        <input
          name="code"
          class="plain-field"
          aria-label=${t("Code or link of a pack")}
          placeholder=${t("Code or link of a pack")}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          required
        />
        <button type="submit" class="soft-button">${t("Find the pack")}</button>
      </form>`;
  }

  /** @override */
  firstUpdated() {
    super.firstUpdated();
    this.#drag.hear(/** @type {HTMLElement} */ (this.querySelector(".pack-rows")));
  }

  /** @override */
  updated() {
    this.#drag.follow();
  }

  /** @param {StickerPack} pack */
  #row(pack) {
    const { code, title, built_in, stickers: inside, own } = pack;
    const [first] = inside;
    const count = tn("{n} sticker", "{n} stickers", inside.length);
    const moves = built_in ? nothing : code;
    return html`<li data-pick=${moves} ?data-drawn=${this.#drag.drawn === code}>
      <span class="pack-face">${first ? stickerPicture(first) : icon("sticker")}</span>
      <button
        type="button"
        class="pack-name"
        data-code=${code}
        aria-keyshortcuts=${built_in ? nothing : "Alt+ArrowUp Alt+ArrowDown"}
        @click=${() => (own ? openEditor(code) : openPack(code))}
      ><bdi>${title}</bdi><span>${own ? `${count} · ${t("yours")}` : count}</span></button>
      ${built_in ? nothing : html`<span class="grip" aria-hidden="true" title=${t("Drag to reorder")}>${icon("grip-vertical")}</span>`}
    </li>`;
  }

  get #codes() {
    const codes = stickers.packs.flatMap(({ code, built_in }) => (built_in ? [] : [code]));
    const order = this.#order?.filter((code) => codes.includes(code)) ?? [];
    return [...order, ...codes.filter((code) => !order.includes(code))];
  }

  get #movable() {
    return this.#codes.flatMap((code) => stickers.packs.find((pack) => pack.code === code) ?? []);
  }

  /** Something was drawn to its place, or begins to be. */
  #drawn() {
    if (!this.#drag.drawn && this.#order) this.#save(this.#order);
    this.requestUpdate();
  }

  /** @param {string[]} codes */
  async #save(codes) {
    await messenger.ask("sticker_packs.order", { codes });
    await stickers.outdate();
    this.#order = null;
    this.requestUpdate();
  }

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    const { code } = /** @type {HTMLElement} */ (event.target).dataset;
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0;
    const at = this.#codes.indexOf(code ?? "");
    if (!(event.altKey && by && code) || at < 0) return;
    event.preventDefault();
    this.#order = moved(this.#codes, code, at + by);
    const place = this.#order.indexOf(code) + 1;
    this.#told = t("Place {n} of {all}", { n: String(place), all: String(this.#order.length) });
    this.#save(this.#order);
    this.requestUpdate();
    this.#refocus(code);
  };

  /** @param {string} code of the pack whose row has moved, and with it has lost the focus */
  async #refocus(code) {
    await this.updateComplete;
    const button = this.querySelector(`[data-code="${CSS.escape(code)}"]`);
    /** @type {HTMLElement | null} */ (button)?.focus();
  }

  /** @param {SubmitEvent} event */
  #make = async (event) => {
    event.preventDefault();
    const field = fieldOf(event, "title");
    const title = field.value.trim();
    if (!title) return;
    const reply = await messenger.ask("sticker_packs.create", { title });
    if (!reply) return;
    field.value = "";
    openEditor(reply.pack.code);
  };

  /** @param {SubmitEvent} event */
  #find = (event) => {
    event.preventDefault();
    const field = fieldOf(event, "code");
    const code = codeIn(field.value);
    if (!code) return;
    field.value = "";
    openPack(code);
  };
}

/**
 * @param {SubmitEvent} event
 * @param {string} name
 */
function fieldOf({ target }, name) {
  const form = /** @type {HTMLFormElement} */ (target);
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}

customElements.define("my-stickers", MyStickers);

/** Show the packs of the person at this page. */
export function openMyStickers() {
  (document.querySelector(".messenger") ?? document.body).append(new MyStickers());
}
