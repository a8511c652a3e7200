// @ts-check

import { classMap, html, nothing, repeat } from "../../vendor/lit.js";
import { chooseFiles } from "../choose-files.js";
import { messenger } from "../messenger.js";
import { sizeWords } from "../models/file-facts.js";
import { letGo, lookAt } from "../picked-files.js";
import { LONGEST_CAPTION, messagesOf, sendFiles } from "../send-files.js";
import { composes, enterSends, isTouch, sends } from "../send-key.js";
import { t, tn } from "../texts.js";
import { wishLater } from "../wish-later.js";
import { openMenu } from "./context-menu.js";
import { fileName } from "./file-row.js";
import { icon } from "./late-icon.js";
import { mediaParts } from "./media-box.js";
import { lengthWords } from "./media-words.js";
import { MenuRequest } from "./menu-request.js";
import { PickDrag } from "./pick-drag.js";
import { stepFocus } from "./roving.js";
import { sendMenu } from "./send-menu.js";
import { Sheet } from "./sheet.js";

/** From so many left on, they are shown. */
const NEAR_LIMIT = 200;
/** The keys that move a file among the others, with Alt, and how far. */
const STEPS = /** @type {Record<string, number>} */ ({
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
});

/** @typedef {import("../picked-files.js").Picked} Picked */

/** Files before they are sent: looked at, put in order, and given words. */
export class SendFilesDialog extends Sheet {
  chatId = "";
  /** @type {Picked[]} */
  picked = [];
  /** @type {string[]} what is to be said of some of them */
  notes = [];
  asFiles = false;
  /** @type {string | null} the file that Tab leads to */
  #reachable = null;
  /** What a screen reader is told. */
  #told = "";
  #drag = new PickDrag({
    moved: () => this.requestUpdate(),
    place: (id, at) => this.#place(id, at),
  });

  constructor() {
    super();
    new MenuRequest(this, ".send", (button, at) => this.#openSendMenu(button, at));
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    mediaParts.bring(); // They are to be seen in their bubble as soon as they are sent.
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    letGo(this.picked);
    // What was written is the chat's draft, and stands where one writes again.
    messenger.chats.changed();
    const field = /** @type {HTMLElement | null} */ (
      document.querySelector("message-composer textarea")
    );
    if (!isTouch()) field?.focus();
  }

  /**
   * More of them have come.
   * @param {Picked[]} picked
   * @param {string[]} notes
   */
  add(picked, notes) {
    this.picked = [...this.picked, ...picked];
    this.notes = notes;
    this.requestUpdate();
  }

  /** @override */
  get heading() {
    const { length } = this.picked;
    const looks = new Set(this.picked.map(({ look }) => (this.asFiles ? null : look)));
    if (looks.has(null)) return tn("Send a file", "Send {n} files", length);
    if (looks.size > 1) return t("Send an album");
    if (looks.has("video")) return tn("Send a video", "Send {n} videos", length);
    return tn("Send a photo", "Send {n} photos", length);
  }

  /** @override */
  firstUpdated() {
    super.firstUpdated();
    const list = /** @type {HTMLElement} */ (this.querySelector(".picks"));
    this.#drag.hear(list);
    const { field } = this;
    field.value = messenger.drafts.get(this.chatId);
    this.#fit();
    this.requestUpdate(); // It may be too long.
  }

  /** @override */
  updated() {
    this.#drag.follow();
  }

  get field() {
    return /** @type {HTMLTextAreaElement} */ (this.querySelector("textarea"));
  }

  get text() {
    return this.hasUpdated ? this.field.value.replaceAll("\0", "").trim() : "";
  }

  /** @override */
  body() {
    const length = Array.from(this.text).length;
    const left = LONGEST_CAPTION - length;
    return html`
      <ul class=${classMap({ picks: true, one: this.picked.length === 1 })} role="list">
        ${repeat(
          this.picked,
          ({ id }) => id,
          (each, at) => this.#pick(each, at),
        )}
      </ul>
      <p class="unseen" role="status">${this.#told}</p>
      <div class="picks-notes" role="alert">${this.#notes(left).map((words) => html`<p>${words}</p>`)}</div>
      ${this.picked.some(({ look }) => look) ? this.#switch() : nothing}
      <form class="sheet-send caption" @submit=${this.#submit}>
        <button
          type="button"
          class="icon-button"
          title=${t("Add files")}
          aria-label=${t("Add files")}
          @click=${() => chooseFiles("", (files) => this.#more(files))}
        >${icon("plus")}</button>
        <textarea
          rows="1"
          dir="auto"
          ?autofocus=${!isTouch()}
          aria-label=${t("Caption")}
          placeholder=${t("Add a caption")}
          enterkeyhint=${enterSends() ? "send" : "enter"}
          @input=${this.#input}
          @keydown=${this.#key}
        ></textarea>
        ${left > NEAR_LIMIT ? nothing : html`<span class=${left < 0 ? "counter over" : "counter"}>${left}</span>`}
        <button
          type="submit"
          class="icon-button send"
          aria-label=${t("Send")}
          ?disabled=${!this.#isSendable(length)}
        >${icon("send-2")}</button>
      </form>
    `;
  }

  /** @param {File[]} files */
  async #more(files) {
    const { picked, notes } = await lookAt(files);
    this.add(picked, notes);
  }

  /** @param {number} length of the words */
  #isSendable(length) {
    return this.picked.length > 0 && length <= messenger.longestText;
  }

  /** @param {number} left how many characters may still be written */
  #notes(left) {
    const { length: count } = messagesOf(this.picked, this.asFiles);
    const split =
      count > 1 ? [tn("They go out as {n} message.", "They go out as {n} messages.", count)] : [];
    const hints = this.asFiles ? [] : this.picked.flatMap(({ hint }) => hint || []);
    return [...this.notes, ...hints, ...split, ...(left < 0 ? [this.#excess(left)] : [])];
  }

  /** @param {number} left below 0 */
  #excess(left) {
    return LONGEST_CAPTION - left > messenger.longestText
      ? t("This is too long to be sent. Please shorten it.")
      : t("Too long for a caption: the text goes out before the files.");
  }

  #switch() {
    return html`<label class="switch">
      <span>${t("Send as files")}</span>
      <input type="checkbox" role="switch" .checked=${this.asFiles} @change=${this.#turn} />
    </label>`;
  }

  /** @param {Event} event */
  #turn({ target }) {
    this.asFiles = /** @type {HTMLInputElement} */ (target).checked;
    this.requestUpdate();
  }

  /**
   * @param {Picked} picked
   * @param {number} at
   */
  #pick(picked, at) {
    const { id, name } = picked;
    const isTile = picked.look !== null && !this.asFiles;
    const classes = { pick: true, tiled: isTile, drawn: this.#drag.drawn === id };
    const isReachable = this.picked.some((each) => each.id === this.#reachable)
      ? this.#reachable === id
      : at === 0;
    return html`<li
      class=${classMap(classes)}
      data-pick=${id}
      tabindex=${isReachable ? 0 : -1}
      aria-label=${t("{place} of {count}: {name}", { place: at + 1, count: this.picked.length, name })}
      aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Delete"
      @focus=${() => this.#reach(id)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => this.#pickKey(event, id)}
    >
      ${isTile ? tile(picked) : row(picked)}
      <button
        type="button"
        class="icon-button"
        tabindex=${isReachable ? 0 : -1}
        title=${t("Remove")}
        aria-label=${t("Remove “{name}”", { name })}
        @click=${() => this.#remove(id)}
      >${icon("x")}</button>
    </li>`;
  }

  /** @param {string} id */
  #reach(id) {
    this.#reachable = id;
    this.requestUpdate();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} id
   */
  #pickKey(event, id) {
    if (event.target !== event.currentTarget) return;
    const step = event.altKey ? STEPS[event.key] : undefined;
    if (step !== undefined) {
      event.preventDefault();
      this.#move(id, step);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.#remove(id);
    } else this.#step(event);
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    const { key } = event;
    const along = { ArrowLeft: "ArrowUp", ArrowRight: "ArrowDown" }[key] ?? key;
    const asked = new KeyboardEvent("keydown", { key: along, cancelable: true });
    if (stepFocus(asked, this.#entries)) event.preventDefault();
  }

  get #entries() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-pick]")]);
  }

  /**
   * @param {string} id
   * @param {number} step
   */
  async #move(id, step) {
    const at = this.picked.findIndex((each) => each.id === id) + step;
    if (at < 0 || at >= this.picked.length) return;
    this.#place(id, at);
    this.#told = t("Now {place} of {count}.", { place: at + 1, count: this.picked.length });
    await this.updateComplete;
    this.#entries[at]?.focus(); // What is moved in the page loses the focus.
  }

  /**
   * @param {string} id
   * @param {number} at
   */
  #place(id, at) {
    const picked = this.picked.find((each) => each.id === id);
    if (!picked) return;
    const others = this.picked.filter((each) => each !== picked);
    this.picked = [...others.slice(0, at), picked, ...others.slice(at)];
    this.requestUpdate();
  }

  /** @param {string} id */
  async #remove(id) {
    const at = this.picked.findIndex((each) => each.id === id);
    letGo(this.picked.filter((each) => each.id === id));
    this.picked = this.picked.filter((each) => each.id !== id);
    this.notes = [];
    if (this.picked.length === 0) {
      this.close();
      return;
    }
    this.requestUpdate();
    await this.updateComplete;
    this.#entries[Math.min(at, this.picked.length - 1)]?.focus();
  }

  #input() {
    const { chatId } = this;
    this.#fit();
    messenger.drafts.set(chatId, this.field.value);
    if (messenger.chats.get(chatId)?.kind !== "saved" && this.text)
      messenger.ownTyping.typed(chatId);
    this.requestUpdate();
  }

  /** As tall as the words; the stylesheet sets the greatest height. */
  #fit() {
    const { field } = this;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (composes(event) || !sends(event)) return;
    event.preventDefault();
    this.#send();
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    this.#send();
  }

  /** @param {import("../send-files.js").Manner} [manner] */
  #send(manner) {
    const { chatId, picked, asFiles, text } = this;
    if (!this.#isSendable(Array.from(text).length)) return;
    sendFiles(chatId, picked, { text, asFiles, ...manner });
    this.close();
  }

  /**
   * Other ways to send what is picked.
   * @param {HTMLElement} button
   * @param {import("./context-menu.js").MenuPoint} at
   */
  #openSendMenu(button, at) {
    const chat = messenger.chats.get(this.chatId);
    if (!chat || !this.#isSendable(Array.from(this.text).length)) return;
    const silently = () => this.#send({ silent: true });
    const later = () => wishLater(messenger, ({ askSendTime }) => askSendTime(sendAt));
    const sendAt = async (/** @type {Date} */ at) => {
      this.#send({ at });
      return "";
    };
    openMenu(sendMenu(chat, { silently, later }), at, button);
  }
}

/** @param {Picked} picked */
function tile({ look, address, poster, duration }) {
  const chip = html`<span class="pick-length">${icon("player-play")}${lengthWords(duration)}</span>`;
  return html`<img src=${(look === "video" ? poster : address) ?? ""} alt="" draggable="false" />
    ${look === "video" ? chip : nothing}`;
}

/** @param {Picked} picked */
function row({ look, address, poster, name, blob }) {
  const picture = look === "video" ? poster : address;
  return html`<span class="row-tile">${
    look ? html`<img src=${picture ?? ""} alt="" draggable="false" />` : icon("file")
  }</span>
  <span class="row-lines">${fileName(name)}<span class="row-facts">${sizeWords(blob.size)}</span></span>`;
}

customElements.define("send-files-dialog", SendFilesDialog);

/**
 * Show files before they are sent, beside those that are shown already.
 * @param {string} chatId
 * @param {Picked[]} picked
 * @param {{asFiles: boolean, notes: string[]}} wish
 */
export function openSendFiles(chatId, picked, { asFiles, notes }) {
  const open = document.querySelector("send-files-dialog");
  if (open instanceof SendFilesDialog) {
    open.add(picked, notes);
    return;
  }
  const dialog = new SendFilesDialog();
  Object.assign(dialog, { chatId, picked, asFiles, notes });
  (document.querySelector(".messenger") ?? document.body).append(dialog);
}
