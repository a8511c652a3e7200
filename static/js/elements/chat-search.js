// @ts-check

import { html, nothing, repeat } from "../../vendor/lit.js";
import { markdown } from "../markdown.js";
import { messenger } from "../messenger.js";
import { isTouch } from "../send-key.js";
import { t } from "../texts.js";
import { hitInChat, searchMessages } from "./found-messages.js";
import { icon } from "./late-icon.js";
import { ModelElement } from "./model-element.js";
import { SearchFilters } from "./search-filters.js";

/** So near the end of the list the next page is asked for, in px. */
const NEAR = 200;
const LIST = "chat-search-hits";

/** Looking for words in the open chat: what is found is listed, and gone through one by one. */
export class ChatSearch extends ModelElement {
  chatId = "";
  /** @type {() => void} called when the person has done with it */
  done = () => {};
  #filters = new SearchFilters();
  #found = searchMessages();
  /** Place of the hit that is shown; -1 before the first. */
  #at = -1;
  #isListed = true;

  constructor() {
    super();
    this.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @override */
  get models() {
    return [messenger, messenger.chats, messenger.members, markdown, this.#found.search];
  }

  get #search() {
    return this.#found.search;
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#found.end();
    this.#search.stop();
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#filters.chat = messenger.chats.get(this.chatId) ?? null;
    this.#filters.beginning = () => messenger.conversation(this.chatId).beginning();
    this.#filters.changed = () => {
      this.#look();
      // What was pressed may be drawn anew; whoever has a keyboard types on.
      if (!isTouch()) requestAnimationFrame(() => this.focusInput());
    };
  }

  /** @override */
  firstUpdated() {
    this.focusInput();
  }

  /** Go on with what was typed. */
  focusInput() {
    this.#input?.select();
    this.#input?.focus();
  }

  get #input() {
    return this.querySelector("input");
  }

  /** @override */
  render() {
    const { hits, active } = this.#search;
    const isOpen = active && this.#isListed;
    return html`
      <div
        class="search-line"
        role="search"
        aria-label=${t("Search in this chat")}
      >
        ${this.#button(icon("x"), t("Close the search"), () => this.done())}
        <input
          type="search"
          class="plain-field"
          aria-label=${t("Search in this chat")}
          placeholder=${t("Search in this chat")}
          role="combobox"
          aria-expanded=${isOpen}
          aria-controls=${LIST}
          aria-activedescendant=${isOpen && this.#at >= 0 ? `${LIST}-${this.#at}` : nothing}
          autocomplete="off"
          spellcheck="false"
          enterkeyhint="search"
          @input=${this.#look}
          @focus=${this.#list}
        />
        <span class="search-count" role="status">${this.#count()}</span>
        ${this.#button(icon("chevron-up"), t("Older result"), () => this.#step(1), this.#at >= hits.length - 1)}
        ${this.#button(icon("chevron-down"), t("Newer result"), () => this.#step(-1), this.#at <= 0)}
      </div>
      ${this.#filters}
      ${isOpen ? this.#hits() : nothing}
    `;
  }

  /**
   * @param {unknown} picture
   * @param {string} label
   * @param {() => void} run
   * @param {boolean} [disabled]
   */
  #button(picture, label, run, disabled = false) {
    return html`<button
      type="button"
      class="icon-button"
      aria-label=${label}
      title=${label}
      ?disabled=${disabled}
      @click=${run}
    >${picture}</button>`;
  }

  #count() {
    const { hits, active, busy, failed, more } = this.#search;
    if (!active || (busy && hits.length === 0)) return "";
    if (failed) return t("No connection");
    if (hits.length === 0) return t("Nothing found");
    const of = `${hits.length}${more ? "+" : ""}`;
    return this.#at < 0 ? of : t("{at} of {of}", { at: this.#at + 1, of });
  }

  #hits() {
    const { hits, busy } = this.#search;
    const chat = messenger.chats.get(this.chatId);
    if (!chat || (hits.length === 0 && busy)) return nothing;
    return html`<ul
      class="search-hits"
      id=${LIST}
      role="listbox"
      aria-label=${t("Messages")}
      tabindex="-1"
      @scroll=${this.#scrolled}
    >
      ${repeat(
        hits,
        ({ message }) => message.seq,
        (hit, at) => html`<li
          id="${LIST}-${at}"
          role="option"
          class="hit"
          aria-selected=${at === this.#at}
          @click=${() => this.#choose(at)}
        >${hitInChat(hit, chat)}</li>`,
      )}
    </ul>`;
  }

  /** @override */
  updated() {
    this.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  #look = () => {
    this.#at = -1;
    this.#isListed = true;
    const bounds = { chat_id: this.chatId, ...this.#filters.bounds };
    this.#search.look(this.#input?.value ?? "", bounds);
    this.requestUpdate();
  };

  #list = () => {
    this.#isListed = true;
    this.requestUpdate();
  };

  /** @param {Event} event */
  #scrolled = ({ currentTarget }) => {
    const { scrollTop, clientHeight, scrollHeight } = /** @type {HTMLElement} */ (currentTarget);
    if (scrollTop + clientHeight > scrollHeight - NEAR) this.#search.loadMore();
  };

  /** @param {number} at */
  #choose(at) {
    this.#isListed = false;
    this.#show(at);
  }

  /** @param {number} by 1 for the next older one */
  #step(by) {
    this.#isListed = false;
    this.#show(this.#at + by);
  }

  /** @param {number} at */
  async #show(at) {
    const { hits } = this.#search;
    const hit = hits[at];
    if (!hit) return;
    this.#at = at;
    this.requestUpdate();
    if (at >= hits.length - 2) this.#search.loadMore();
    await messenger.conversation(this.chatId).jumpTo(hit.message.seq, { returns: false });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const isInField = event.target === this.#input;
    if (event.key === "Escape") this.#escape();
    else if (!(isInField && this.#fieldKey(event))) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it was one of the list
   */
  #fieldKey({ key, shiftKey }) {
    const last = this.#search.hits.length - 1;
    if (key === "Enter" && shiftKey) this.#step(-1);
    else if (key === "Enter") this.#enter();
    else if (key === "ArrowDown") this.#point(Math.min(this.#at + 1, last));
    else if (key === "ArrowUp") this.#point(Math.max(this.#at - 1, -1));
    else return false;
    return true;
  }

  #enter() {
    if (this.#isListed) this.#choose(Math.max(0, this.#at));
    else this.#step(1);
  }

  /** @param {number} at */
  #point(at) {
    this.#at = at;
    this.#isListed = true;
    this.requestUpdate();
  }

  /** What is listed is put away first, then the search. */
  #escape() {
    if (this.#isListed && this.#search.hits.length > 0 && this.#at >= 0) {
      this.#isListed = false;
      this.requestUpdate();
    } else this.done();
  }
}

customElements.define("chat-search", ChatSearch);
