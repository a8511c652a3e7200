// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { messenger } from "../messenger.js";
import { askQuietly } from "../models/ask-quietly.js";
import { MentionPeople } from "../models/mention-people.js";
import { mentionAt } from "../models/mention-word.js";
import { t, tn } from "../texts.js";
import { avatar } from "./avatar.js";
import { ModelElement } from "./model-element.js";

/**
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/mention-people.js").Offer} Offer
 */

const LIST = "mention-list";
/** What the field says of itself while the list is open. */
const FIELD = { "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": LIST };

/** Whom a message may name, over the field in which an `@` is being typed. */
export class MentionList extends ModelElement {
  #people = new MentionPeople({
    ask: (op, data) => askQuietly(messenger.connection, op, data),
    recent: whoWrote,
    me: () => messenger.me?.id ?? "",
  });
  /** @type {HTMLTextAreaElement | null} */
  #input = null;
  /** @type {Chat | null} */
  #chat = null;
  /** @type {import("../models/mention-word.js").MentionWord | null} what is being written */
  #word = null;
  /** The nick that was chosen, wherever an answer of the server moves it; the first one without. */
  #chosen = "";
  /** Where the mention begins that the person wants no list for; -1 for none. */
  #refused = -1;
  #moved = () => this.#follow();
  #left = () => this.close();

  /** @override */
  get models() {
    return [this.#people];
  }

  get isOpen() {
    return this.#word !== null && this.#people.offers.length > 0;
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.close();
  }

  /**
   * The text of a field has changed.
   * @param {Chat} chat a group
   * @param {HTMLTextAreaElement} input
   */
  look(chat, input) {
    const word = wordIn(input);
    if (word?.from !== this.#refused) this.#refused = -1;
    if (!word || this.#refused >= 0) {
      this.#hide();
      return;
    }
    const isSame = this.#word?.from === word.from && this.#word.query === word.query;
    if (!isSame) this.#chosen = "";
    if (!this.#word) this.#open(input);
    this.#chat = chat;
    this.#word = word;
    this.#people.look(chat, word.query);
  }

  /**
   * @param {KeyboardEvent} event struck in the field
   * @returns {boolean} whether it was one of the list
   */
  key(event) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (!this.isOpen || shiftKey || ctrlKey || metaKey || altKey) return false;
    const offers = this.#people.offers;
    if (key === "ArrowDown") this.#step(1);
    else if (key === "ArrowUp") this.#step(-1);
    else if (key === "Enter" || key === "Tab") this.#take(offers[this.#place]);
    else if (key === "Escape") this.#refuse();
    else return false;
    event.preventDefault();
    return true;
  }

  /** Nothing is being written any more. */
  close() {
    this.#refused = -1;
    this.#hide();
  }

  /** Which of the offers is chosen. */
  get #place() {
    const at = this.#people.offers.findIndex(({ nick }) => nick === this.#chosen);
    return Math.max(0, at);
  }

  /** @param {HTMLTextAreaElement} input */
  #open(input) {
    this.#input = input;
    input.addEventListener("blur", this.#left);
    document.addEventListener("selectionchange", this.#moved);
  }

  #hide() {
    if (!this.#word) return;
    this.#word = null;
    this.#people.stop();
    this.#input?.removeEventListener("blur", this.#left);
    document.removeEventListener("selectionchange", this.#moved);
    this.#tellField();
  }

  /** The caret may have left what was being written. */
  #follow() {
    if (!(this.#input && this.#word && this.#chat)) return;
    const word = wordIn(this.#input);
    if (word?.from === this.#word.from && word.query === this.#word.query) return;
    if (word?.from === this.#word.from) this.look(this.#chat, this.#input);
    else this.#hide();
  }

  #refuse() {
    this.#refused = this.#word?.from ?? -1;
    this.#hide();
  }

  /** @param {number} by */
  #step(by) {
    const { length } = this.#people.offers;
    this.#point((this.#place + by + length) % length);
  }

  /** @param {Offer} offer */
  #take({ nick }) {
    const [input, word] = [this.#input, this.#word];
    if (!(input && word)) return;
    this.#hide();
    const isSpaced = input.value[word.to] === " ";
    input.focus();
    input.setSelectionRange(word.from, word.to);
    // Unlike what a script writes itself, this can be undone; the field tells of it as of typing.
    document.execCommand("insertText", false, `@${nick}${isSpaced ? "" : " "}`);
    const end = word.from + nick.length + 2;
    input.setSelectionRange(end, end);
  }

  /** @override */
  render() {
    if (!this.isOpen) return nothing;
    const { offers } = this.#people;
    return html`
      <ul id=${LIST} role="listbox" tabindex="0" aria-label=${t("Whom to mention")} @mousedown=${keepFocus}>
        ${offers.map((offer, at) => this.#option(offer, at))}
      </ul>
      <span class="unseen" role="status">${tn("{n} suggestion", "{n} suggestions", offers.length)}</span>
    `;
  }

  /**
   * @param {Offer} offer
   * @param {number} at
   */
  #option(offer, at) {
    return html`<li
      id="${LIST}-${at}"
      role="option"
      aria-selected=${at === this.#place}
      @mousemove=${() => this.#point(at)}
      @click=${() => this.#take(offer)}
    >${face(offer)}<bdi>${offer.user?.name ?? t("Everybody in the group")}</bdi> <span>@${offer.nick}</span></li>`;
  }

  /** @param {number} at */
  #point(at) {
    if (at === this.#place) return;
    this.#chosen = this.#people.offers[at].nick;
    this.requestUpdate();
  }

  /** @override */
  updated() {
    this.#tellField();
    if (this.isOpen)
      this.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  /** Let the field say which of the list is chosen, as long as it is there. */
  #tellField() {
    const input = this.#input;
    if (!input) return;
    const facts = { ...FIELD, "aria-activedescendant": `${LIST}-${this.#place}` };
    for (const [name, value] of Object.entries(facts)) {
      if (this.isOpen) input.setAttribute(name, value);
      else input.removeAttribute(name);
    }
  }
}

/**
 * Who has written in a group, the last one first, as far as the page knows.
 * @param {string} chatId
 */
function whoWrote(chatId) {
  const written = messenger.loaded(chatId)?.messages.filter(({ kind }) => kind !== "service") ?? [];
  const last = new Map(written.reverse().map(({ sender_id, seq }) => [sender_id, seq]));
  return [...last].flatMap(([id, seq]) => messenger.members.get(chatId, id, seq) ?? []);
}

/** @param {HTMLTextAreaElement} input */
function wordIn({ value, selectionStart, selectionEnd }) {
  return selectionStart === selectionEnd ? mentionAt(value, selectionStart) : null;
}

/** @param {Event} event */
function keepFocus(event) {
  event.preventDefault();
}

/** @param {Offer} offer */
function face({ user }) {
  if (!user) return html`<span class="letter-tile tone-0" aria-hidden="true">@</span>`;
  return avatar({ id: user.id, kind: "direct", title: user.name, peer: user });
}

customElements.define("mention-list", MentionList);
