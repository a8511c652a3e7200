// @ts-check

import { html, nothing, repeat } from "../../vendor/lit.js";
import { RequestFailed, reasonOf } from "../failures.js";
import { messenger } from "../messenger.js";
import { emojiIn } from "../models/sticker-files.js";
import { moved } from "../models/sticker-order.js";
import { ACCEPTED, persist, picturesAmong, sendPicture } from "../sticker-files.js";
import { stickers } from "../stickers.js";
import { t, tn } from "../texts.js";
import { openMenuUnder } from "./context-menu.js";
import { icon } from "./late-icon.js";
import { PickDrag } from "./pick-drag.js";
import { Sheet } from "./sheet.js";
import { stickerPicture } from "./sticker-box.js";
import { copyLink } from "./sticker-pack-sheet.js";

/**
 * @typedef {import("../models/objects.js").Sticker} Sticker
 * @typedef {import("../models/objects.js").StickerPack} StickerPack
 */

/** What a picture says whose name does not tell. */
const PLAIN = "🙂";
const LONGEST_TITLE = 64;

/** A pack of one's own: its title, its stickers and what they say. */
export class PackEditor extends Sheet {
  code = "";
  /** @type {StickerPack | null} */
  #pack = null;
  /** @type {string[] | null} the order while one is drawn */
  #order = null;
  /** What is being done, or was. */
  #told = "";
  #isAdding = false;
  #isSure = false;
  #drag = new PickDrag({
    moved: () => this.#drawn(),
    place: (id, at) => {
      this.#order = moved(this.#ids, id, at);
      this.requestUpdate();
    },
  });

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
    return html`<form class="sheet-send" @submit=${this.#rename}>
        <input
          name="title"
          class="plain-field"
          aria-label=${t("Title of the pack")}
          maxlength=${LONGEST_TITLE}
          autocomplete="off"
          required
        />
        <button type="submit" class="soft-button">${t("Save")}</button>
      </form>
      <ul class="sticker-wall editing" role="list" @keydown=${this.#key}>
        ${repeat(
          this.#stickers,
          ({ id }) => id,
          (sticker, at) => this.#tile(sticker, at),
        )}
      </ul>
      <p class="sheet-hint" role="status">${this.#told || this.#hint()}</p>
      <div class="pack-ways">
        ${this.#chooser(t("Add pictures"), "photo-plus", { accept: ACCEPTED })}
        ${this.#chooser(t("Add a folder"), "folder-plus", { folder: true })}
      </div>
      <footer>
        <button type="button" class="soft-button danger" @click=${this.#delete}>
          ${icon("trash")}${this.#isSure ? t("Delete for everybody?") : t("Delete the pack")}
        </button>
        <button type="button" class="soft-button" @click=${() => this.#pack && copyLink(this.#pack)}>
          ${icon("link")}${t("Copy link")}
        </button>
      </footer>`;
  }

  /** @override */
  firstUpdated() {
    super.firstUpdated();
    this.#drag.hear(/** @type {HTMLElement} */ (this.querySelector(".sticker-wall")));
  }

  /** @override */
  updated() {
    this.#drag.follow();
  }

  #hint() {
    return this.#pack?.stickers.length === 0
      ? t(
          "PNG, JPEG, WebP or WebM, also in a ZIP file. The first emoji of a file's name is what it says.",
        )
      : t("Drag a sticker to move it, or use Alt with the arrow keys.");
  }

  get #stickers() {
    const all = this.#pack?.stickers ?? [];
    return this.#ids.flatMap((id) => all.find((each) => each.id === id) ?? []);
  }

  get #ids() {
    return this.#order ?? this.#pack?.stickers.map(({ id }) => id) ?? [];
  }

  /**
   * @param {Sticker} sticker
   * @param {number} at
   */
  #tile(sticker, at) {
    const { id, emoji } = sticker;
    const n = String(at + 1);
    return html`<li data-pick=${id} ?data-drawn=${this.#drag.drawn === id}>
      ${stickerPicture(sticker)}
      <div class="tile-tools">
        <button
          type="button"
          class="tile-button sign"
          data-tile=${id}
          aria-label=${t("Sticker {n} says {emoji}. Choose another emoji", { n, emoji })}
          title=${t("Choose another emoji")}
          aria-haspopup="dialog"
          @click=${(/** @type {Event} */ event) => this.#chooseEmoji(event, sticker)}
        >${emoji}</button>
        <button
          type="button"
          class="tile-button"
          data-tile=${id}
          aria-label=${t("More about sticker {n}", { n })}
          aria-haspopup="menu"
          @click=${(/** @type {Event} */ event) => this.#openMenu(event, sticker)}
        >${icon("dots")}</button>
      </div>
    </li>`;
  }

  /**
   * @param {string} label
   * @param {string} name of its icon
   * @param {{accept?: string, folder?: boolean}} wish
   */
  #chooser(label, name, { accept, folder = false }) {
    return html`<label class="soft-button" ?data-off=${this.#isAdding}>
      ${name === "photo-plus" ? icon("photo-plus") : icon("folder-plus")}<span>${label}</span>
      <input
        type="file"
        class="unseen"
        multiple
        accept=${accept ?? nothing}
        ?webkitdirectory=${folder}
        ?disabled=${this.#isAdding}
        @change=${this.#chosen}
      />
    </label>`;
  }

  async #load() {
    const reply = await messenger.ask("sticker_packs.get", { code: this.code });
    if (!reply) {
      this.close();
      return;
    }
    this.#show(reply.pack);
    await this.updateComplete;
    this.#title.value = reply.pack.title;
  }

  /** @param {StickerPack | undefined} pack as the server has it now */
  #show(pack) {
    this.#pack = pack ?? this.#pack;
    this.#order = null;
    this.requestUpdate();
  }

  /**
   * Change the pack at the server; where it refuses, the answer is null.
   * @param {string} op
   * @param {object} data
   * @param {StickerPack | null} [shown] what it becomes, where that is known before
   */
  async #change(op, data, shown) {
    const reply = await stickers.change(messenger.ask(op, data), shown);
    this.#show(reply?.pack);
    return reply;
  }

  get #title() {
    return /** @type {HTMLInputElement} */ (this.querySelector("[name=title]"));
  }

  /** @param {SubmitEvent} event */
  #rename = async (event) => {
    event.preventDefault();
    const title = this.#title.value.trim();
    const reply = await this.#change("sticker_packs.rename", { code: this.code, title });
    if (reply) this.#tell(t("Saved."));
  };

  /** @param {string} words */
  #tell(words) {
    this.#told = words;
    this.requestUpdate();
  }

  /** @param {Event} event */
  #chosen = async ({ target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    const files = [...(field.files ?? [])];
    field.value = "";
    if (files.length === 0 || this.#isAdding) return;
    this.#isAdding = true;
    const { pictures, others } = await picturesAmong(files);
    const refused = await this.#addAll(pictures);
    this.#isAdding = false;
    this.#tell(wordsFor(pictures.length - refused.length, others, refused));
  };

  /**
   * @param {File[]} pictures
   * @returns {Promise<string[]>} why some could not be added
   */
  async #addAll(pictures) {
    const refused = [];
    for (const [at, picture] of pictures.entries()) {
      if (!this.isConnected) break;
      const facts = { n: String(at + 1), all: String(pictures.length) };
      this.#tell(t("Adding {n} of {all}…", facts));
      const reason = await this.#add(picture);
      if (reason) refused.push(reason);
    }
    return refused;
  }

  /**
   * @param {File} picture
   * @returns {Promise<string>} why it could not be added; empty where it was
   */
  async #add(picture) {
    try {
      const media_id = await sendPicture(picture);
      const facts = { code: this.code, media_id, emoji: emojiIn(picture.name) || PLAIN };
      const adding = persist(() => messenger.connection.request("stickers.add", facts));
      this.#show((await stickers.change(adding)).pack);
      return "";
    } catch (error) {
      if (error instanceof RequestFailed) return reasonOf(error.code);
      return t("The server could not be reached. Please try again.");
    }
  }

  /**
   * @param {Event} event
   * @param {Sticker} sticker
   */
  #chooseEmoji({ currentTarget: asker }, { id }) {
    const choose = (/** @type {string} */ emoji) =>
      this.#change("stickers.update", { sticker_id: id, emoji });
    messenger.dispatchEvent(new CustomEvent("emoji", { detail: { asker, choose } }));
  }

  /**
   * @param {Event} event
   * @param {Sticker} sticker
   */
  #openMenu({ currentTarget }, { id }) {
    const at = this.#ids.indexOf(id);
    const remove = () => this.#change("stickers.remove", { sticker_id: id });
    const items = [
      { picture: icon("arrow-left"), label: t("Move back"), run: () => this.#move(id, at - 1) },
      { picture: icon("arrow-right"), label: t("Move on"), run: () => this.#move(id, at + 1) },
      { picture: icon("arrow-bar-to-left"), label: t("Put first"), run: () => this.#move(id, 0) },
      { picture: icon("trash"), label: t("Remove"), danger: true, run: remove },
    ];
    openMenuUnder(items, /** @type {HTMLElement} */ (currentTarget));
  }

  /**
   * @param {string} id
   * @param {number} at
   */
  async #move(id, at) {
    const order = moved(this.#ids, id, at);
    this.#order = order;
    const n = String(order.indexOf(id) + 1);
    this.#tell(t("Place {n} of {all}", { n, all: String(order.length) }));
    await this.#save(order);
  }

  /** @param {string[]} sticker_ids */
  async #save(sticker_ids) {
    const pack = this.#pack && { ...this.#pack, stickers: this.#stickers };
    await this.#change("stickers.order", { code: this.code, sticker_ids }, pack);
  }

  /** Something was drawn to its place, or begins to be. */
  #drawn() {
    if (!this.#drag.drawn && this.#order) this.#save(this.#order);
    this.requestUpdate();
  }

  /** @param {KeyboardEvent} event */
  #key = async (event) => {
    const button = /** @type {HTMLElement} */ (event.target);
    const { tile } = button.dataset;
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key] ?? 0;
    if (!(event.altKey && by && tile)) return;
    event.preventDefault();
    this.#move(tile, this.#ids.indexOf(tile) + by);
    await this.updateComplete;
    button.focus(); // What moves in the page loses it.
  };

  #delete = async () => {
    if (!this.#isSure) {
      this.#isSure = true;
      this.requestUpdate();
      return;
    }
    const reply = await messenger.ask("sticker_packs.delete", { code: this.code });
    if (reply) this.close();
  };
}

/**
 * What became of files.
 * @param {number} added
 * @param {number} others how many were no pictures
 * @param {string[]} refused why some could not be added
 */
function wordsFor(added, others, refused) {
  const words = [tn("{n} sticker added.", "{n} stickers added.", added)];
  if (others > 0) words.push(tn("{n} other file left out.", "{n} other files left out.", others));
  if (refused.length > 0) {
    words.push(tn("{n} could not be added:", "{n} could not be added:", refused.length));
    words.push(...new Set(refused));
  }
  return words.join(" ");
}

customElements.define("pack-editor", PackEditor);

/**
 * Let a person change a pack of their own.
 * @param {string} code
 */
export function openEditor(code) {
  const sheet = new PackEditor();
  sheet.code = code;
  (document.querySelector(".messenger") ?? document.body).append(sheet);
}
