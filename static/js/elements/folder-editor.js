// @ts-check

import { html, nothing, repeat } from "../../vendor/lit.js";
import { saveFolder } from "../list-actions.js";
import { messenger } from "../messenger.js";
import { LONGEST_TITLE, MOST_CHATS } from "../models/folders.js";
import { findRanges, spellings } from "../models/search-words.js";
import { t } from "../texts.js";
import { avatar } from "./avatar.js";
import { highlight } from "./highlight.js";
import { ModelElement } from "./model-element.js";
import { titleOf } from "./words.js";

/** So many chats a search shows: who wants others types on. */
const MOST_FOUND = 50;

/**
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").Folder} Folder
 * @typedef {"contacts" | "non_contacts" | "groups" | "unread_only" | "without_muted"} Rule
 */

/** The name of a folder, and which chats are in it. */
export class FolderEditor extends ModelElement {
  /** @type {Folder | null} */
  #folder = messenger.folders.edited;
  /** Who was in it when it was opened stands first. */
  #first = new Set(this.#folder?.chat_ids);
  #query = "";
  #wrong = "";

  /** @override */
  get models() {
    return [messenger.chats];
  }

  /** @override */
  render() {
    if (!this.#folder) return nothing;
    const hasGroups = messenger.chats.all().some(({ kind }) => kind === "group");
    return html`
      <label class="field"
        >${t("Folder name")}
        <input
          name="title"
          class="plain-field"
          maxlength=${LONGEST_TITLE}
          autocomplete="off"
          .value=${this.#folder.title}
          @input=${this.#named}
        />
      </label>
      <fieldset>
        <legend>${t("What is in it")}</legend>
        ${this.#rule("contacts", t("Chats with contacts"))}
        ${this.#rule("non_contacts", t("Chats with other people"))}
        ${hasGroups ? this.#rule("groups", t("Groups")) : nothing}
      </fieldset>
      <fieldset>
        <legend>${t("What of that is left out")}</legend>
        ${this.#rule("unread_only", t("What is read"))}
        ${this.#rule("without_muted", t("What is muted"))}
      </fieldset>
      <fieldset>
        <legend>
          ${t("Always in it")}
          <span class="count">${this.#folder.chat_ids.length} / ${MOST_CHATS}</span>
        </legend>
        <input
          type="search"
          class="plain-field"
          aria-label=${t("Search chats")}
          placeholder=${t("Search")}
          autocomplete="off"
          @input=${this.#search}
        />
        <ul role="list" class="choices">${this.#choices()}</ul>
      </fieldset>
      ${this.#wrong ? html`<p role="alert">${this.#wrong}</p>` : nothing}
    `;
  }

  /** @override */
  firstUpdated() {
    if (!this.#folder?.title) this.querySelector("input")?.focus();
  }

  /** Keep what was chosen; false where something is missing, which is said then. */
  save() {
    const folder = this.#folder;
    if (!folder) return true;
    const { contacts, non_contacts, groups, chat_ids } = folder;
    const title = folder.title.trim();
    const hasChats = contacts || non_contacts || groups || chat_ids.length > 0;
    this.#wrong = hasChats ? "" : t("Choose what is in the folder.");
    if (!title) this.#wrong = t("Give the folder a name.");
    this.requestUpdate();
    if (this.#wrong) return false;
    saveFolder(messenger, { ...folder, title });
    messenger.listView.open(folder.id);
    return true;
  }

  #choices() {
    const wanted = spellings(this.#query);
    const isFirst = ({ id = "" }) => Number(this.#first.has(id));
    const found = messenger.chats
      .ordered()
      .filter((chat) => !this.#query || findRanges(titleOf(chat), wanted) !== null)
      .sort((a, b) => isFirst(b) - isFirst(a))
      .slice(0, Math.max(MOST_FOUND, this.#query ? 0 : this.#first.size));
    return repeat(
      found,
      ({ id }) => id,
      (chat) => this.#choice(chat, wanted),
    );
  }

  /**
   * @param {Chat} chat
   * @param {string[]} wanted
   */
  #choice(chat, wanted) {
    const ids = this.#folder?.chat_ids ?? [];
    const isIn = ids.includes(chat.id);
    return html`<li>
      <label>
        ${avatar(chat)}<bdi>${highlight(titleOf(chat), wanted)}</bdi>
        <input
          type="checkbox"
          .checked=${isIn}
          ?disabled=${!isIn && ids.length >= MOST_CHATS}
          @change=${() => this.#turn(chat.id, !isIn)}
        />
      </label>
    </li>`;
  }

  /**
   * @param {Rule} rule
   * @param {string} label
   */
  #rule(rule, label) {
    const change = (/** @type {Event} */ { target }) =>
      this.#set({ [rule]: /** @type {HTMLInputElement} */ (target).checked });
    return html`<label class="switch">
      <span>${label}</span>
      <input
        type="checkbox"
        role="switch"
        .checked=${this.#folder?.[rule] ?? false}
        @change=${change}
      />
    </label>`;
  }

  /**
   * @param {string} chatId
   * @param {boolean} on
   */
  #turn(chatId, on) {
    const others = (this.#folder?.chat_ids ?? []).filter((id) => id !== chatId);
    this.#set({ chat_ids: on ? [...others, chatId] : others });
  }

  /** @param {InputEvent} event */
  #named({ target }) {
    this.#set({ title: /** @type {HTMLInputElement} */ (target).value });
  }

  /** @param {InputEvent} event */
  #search({ target }) {
    this.#query = /** @type {HTMLInputElement} */ (target).value.trim();
    this.requestUpdate();
  }

  /** @param {Partial<Folder>} facts */
  #set(facts) {
    if (this.#folder) this.#folder = { ...this.#folder, ...facts };
    this.#wrong = "";
    this.requestUpdate();
  }
}

customElements.define("folder-editor", FolderEditor);
