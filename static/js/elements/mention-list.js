// @ts-check

import { html } from "../../vendor/lit.js";
import { messenger } from "../messenger.js";
import { askQuietly } from "../models/ask-quietly.js";
import { MentionPeople } from "../models/mention-people.js";
import { mentionAt } from "../models/mention-word.js";
import { t } from "../texts.js";
import { avatar } from "./avatar.js";
import { SuggestionList } from "./suggestion-list.js";
import { typeInto } from "./type-into.js";

/**
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/mention-people.js").Offer} Offer
 */

/**
 * Whom a message may name, over the field in which an `@` is being typed.
 * @extends {SuggestionList<Offer>}
 */
export class MentionList extends SuggestionList {
  #people = new MentionPeople({
    ask: (op, data) => askQuietly(messenger.connection, op, data),
    recent: whoWrote,
    me: () => messenger.me?.id ?? "",
  });
  /** @type {Chat | null} */
  #chat = null;

  /** @override */
  get models() {
    return [this.#people];
  }

  /** @override */
  get label() {
    return t("Whom to mention");
  }

  /** @override */
  get offers() {
    return this.#people.offers;
  }

  /**
   * The text of a field has changed.
   * @param {Chat} chat a group
   * @param {HTMLTextAreaElement} input
   */
  look(chat, input) {
    this.#chat = chat;
    this.lookAt(input);
  }

  /** @override @param {string} text @param {number} caret */
  wordAt(text, caret) {
    return mentionAt(text, caret);
  }

  /** @override @param {string} query */
  seek(query) {
    if (this.#chat) this.#people.look(this.#chat, query);
  }

  /** @override */
  stop() {
    this.#people.stop();
  }

  /** @override @param {Offer} offer */
  keyOf({ nick }) {
    return nick;
  }

  /**
   * @override
   * @param {Offer} offer
   * @param {HTMLTextAreaElement} input
   * @param {import("./suggestion-list.js").Word} word
   */
  write({ nick }, input, word) {
    const isSpaced = input.value[word.to] === " ";
    typeInto(input, `@${nick}${isSpaced ? "" : " "}`, word);
    const end = word.from + nick.length + 2;
    input.setSelectionRange(end, end);
  }

  /** @override @param {Offer} offer */
  row(offer) {
    return html`${face(offer)}<bdi>${offer.user?.name ?? t("Everybody in the group")}</bdi> <span>@${offer.nick}</span>`;
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

/** @param {Offer} offer */
function face({ user }) {
  if (!user) return html`<span class="letter-tile tone-0" aria-hidden="true">@</span>`;
  return avatar({ id: user.id, kind: "direct", title: user.name, peer: user });
}

customElements.define("mention-list", MentionList);
