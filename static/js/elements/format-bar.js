// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { markdown } from "../markdown.js";
import { change, linked } from "../models/markdown/marks.js";
import { textParts } from "../models/text-parts.js";
import { preferences } from "../preferences.js";
import { putIn } from "../put-in.js";
import { composes } from "../send-key.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";
import { messageText } from "./message-text.js";
import { ModelElement } from "./model-element.js";

/** @typedef {import("../models/markdown/marks.js").Kind} Kind */

/** The keys that format with Ctrl or Cmd, by their places on the keyboard. */
/** @type {Record<string, Kind>} */
const KEYS = { KeyB: "bold", KeyI: "italic", KeyK: "link" };
/** @type {Record<string, Kind>} likewise with Shift */
const SHIFTED = { KeyM: "code", KeyP: "spoiler", KeyX: "strike" };
/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };
const ADDRESS = /^https?:\/\/\S+$/i;

/** What formats the words that are marked in the field, and shows how they will look. */
export class FormatBar extends ModelElement {
  /** Whether something is marked in the field. */
  #isMarked = false;
  #isShown = false;
  /** @type {(() => void)[]} */
  #ends = [];

  /** @override */
  get models() {
    return [preferences, markdown];
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    const composer = this.closest(".composer");
    this.#listen(document, "selectionchange", () => this.#look());
    if (!composer) return;
    for (const type of ["select", "focusin", "focusout", "keyup"]) {
      this.#listen(composer, type, () => this.#look());
    }
    this.#listen(composer, "input", () => this.requestUpdate());
    this.#listen(composer, "keydown", (event) => this.#key(/** @type {KeyboardEvent} */ (event)));
    this.#listen(composer, "paste", (event) => this.#paste(/** @type {ClipboardEvent} */ (event)));
    this.#look(); // Something may be marked already.
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    for (const end of this.#ends.splice(0)) end();
  }

  /** @override */
  render() {
    if (!preferences.now.markdown) return nothing;
    const text = this.#isShown ? this.input?.value.trim() : "";
    return html`${text ? preview(text) : nothing} ${this.#isMarked || text ? this.#tools() : nothing}`;
  }

  get input() {
    return /** @type {HTMLTextAreaElement | null} */ (
      this.closest(".composer")?.querySelector("textarea") ?? null
    );
  }

  #tools() {
    return html`<div
      class="format-tools"
      role="toolbar"
      aria-label=${t("Formatting")}
      @pointerdown=${(/** @type {Event} */ event) => event.preventDefault()}
      @keydown=${this.#step}
    >
      ${this.#tool("bold", t("Bold"), icon("bold"), "Ctrl+B")}
      ${this.#tool("italic", t("Italic"), icon("italic"), "Ctrl+I")}
      ${this.#tool("strike", t("Struck"), icon("strikethrough"), "Ctrl+Shift+X")}
      ${this.#tool("code", t("Code"), icon("code"), "Ctrl+Shift+M")}
      ${this.#tool("spoiler", t("Hidden"), icon("eye-off"), "Ctrl+Shift+P")}
      ${this.#tool("link", t("Link"), icon("link"), "Ctrl+K")}
      ${this.#tool("quote", t("Quote"), icon("blockquote"))}
      ${this.#tool("list", t("List"), icon("list"))}
      ${this.#tool("block", t("Block of code"), icon("source-code"))}
      <button
        type="button"
        class="icon-button"
        tabindex="-1"
        aria-label=${t("Preview")}
        title=${t("Preview")}
        aria-pressed=${this.#isShown ? "true" : "false"}
        @click=${this.#turnPreview}
      >${icon("eye")}</button>
    </div>`;
  }

  /**
   * @param {Kind} kind
   * @param {string} label
   * @param {unknown} picture
   * @param {string} [keys]
   */
  #tool(kind, label, picture, keys) {
    return html`<button
      type="button"
      class="icon-button"
      tabindex=${kind === "bold" ? 0 : -1}
      aria-label=${label}
      title=${keys ? `${label} (${keys})` : label}
      @click=${() => this.#format(kind)}
    >${picture}</button>`;
  }

  #turnPreview() {
    this.#isShown = !this.#isShown;
    if (this.#isShown) markdown.bring();
    this.requestUpdate();
  }

  /** @param {Kind} kind */
  #format(kind) {
    const { input } = this;
    if (input) this.#make(change(input.value, input.selectionStart, input.selectionEnd, kind));
  }

  /** @param {import("../models/markdown/marks.js").Change} made */
  #make({ from, to, words, marked }) {
    const { input } = this;
    if (!input) return;
    input.setSelectionRange(from, to);
    putIn(input, words);
    input.setSelectionRange(...marked);
    this.#look();
  }

  /** Whether something is marked now, or the focus has gone into the bar itself. */
  #look() {
    const { input } = this;
    const { activeElement } = document;
    const isHere = input !== null && (activeElement === input || this.contains(activeElement));
    const isMarked = isHere && input.selectionStart < input.selectionEnd;
    const isEmpty = input?.value.trim() === "";
    if (isMarked === this.#isMarked && !(isEmpty && this.#isShown)) return;
    this.#isMarked = isMarked;
    if (isEmpty) this.#isShown = false;
    this.requestUpdate();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || composes(event)) return;
    const kind = (event.shiftKey ? SHIFTED : KEYS)[event.code];
    // Without marked words Ctrl+K leads to the search.
    if (!kind || !preferences.now.markdown || (kind === "link" && !this.#isMarked)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#format(kind);
  }

  /**
   * An address over marked words becomes a link, and what was copied from a page keeps its
   * formatting; the browser pastes other text by itself.
   * @param {ClipboardEvent} event
   */
  #paste(event) {
    const { input } = this;
    const page = event.clipboardData?.getData("text/html") ?? "";
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const isLink = preferences.now.markdown && this.#isMarked && ADDRESS.test(text.trim());
    const isKept = page !== "" && (preferences.now.markdown || text === "");
    if (!input || !(isLink || isKept)) return;
    event.preventDefault();
    event.stopPropagation();
    if (isLink) {
      this.#make(linked(input.value, input.selectionStart, input.selectionEnd, text.trim()));
    } else pastePage(input, page, text);
  }

  /**
   * Tab leads to the first button, and the arrows from one to the next.
   * @param {KeyboardEvent} event
   */
  #step(event) {
    const buttons = [...this.querySelectorAll(/** @type {"button"} */ (".format-tools button"))];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const step = STEPS[event.key];
    if (event.key === "Escape") this.input?.focus();
    else if (step) buttons[(at + step + buttons.length) % buttons.length].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * Before the field itself hears of it.
   * @param {EventTarget} target
   * @param {string} type
   * @param {(event: Event) => void} listener
   */
  #listen(target, type, listener) {
    target.addEventListener(type, listener, { capture: true });
    this.#ends.push(() => target.removeEventListener(type, listener, { capture: true }));
  }
}

/**
 * @param {HTMLTextAreaElement} input
 * @param {string} page
 * @param {string} text empty where the page offers none
 */
async function pastePage(input, page, text) {
  const reader = await markdown.bring();
  const words = preferences.now.markdown ? reader?.markdownOf(page) : "";
  putIn(input, words || text || (reader?.wordsOn(page) ?? ""));
}

/** @param {string} text */
function preview(text) {
  const drawn = markdown.reader?.drawMessage("preview", text, false);
  const plain = html`<span class="words" dir="auto">${messageText(textParts(text))}</span>`;
  return html`<div class="format-preview" role="region" aria-label=${t("Preview")} tabindex="0">
    ${drawn ?? plain}
  </div>`;
}

customElements.define("format-bar", FormatBar);
