// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { copyText } from "../actions.js";
import { markdown } from "../markdown.js";
import { messenger } from "../messenger.js";
import { t, tn } from "../texts.js";
import { icon } from "./late-icon.js";
import { ModelElement } from "./model-element.js";
import { authorName } from "./senders.js";
import { titleOf } from "./words.js";

/**
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").Message} Message
 */

/** What can be done with the chosen messages, in place of the field where one writes. */
export class ChosenBar extends ModelElement {
  chatId = "";

  get conversation() {
    return messenger.conversation(this.chatId);
  }

  /** @override */
  get models() {
    return [messenger, messenger.chats, this.conversation];
  }

  /** In the order of the chat; of a window that has moved on, those that it still holds. */
  get messages() {
    const { messages, chosen } = this.conversation;
    return messages.filter(({ seq }) => chosen?.has(seq));
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("keydown", this.#key);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#key);
  }

  /** @override */
  render() {
    const chat = messenger.chats.get(this.chatId);
    const count = this.conversation.chosen?.size ?? 0;
    if (!chat) return nothing;
    return html`<div class="composer">
      <div class="composer-box chosen" role="toolbar" aria-label=${t("Chosen messages")}>
        ${this.#button("x", t("Cancel"), this.#end)}
        <span class="chosen-count" role="status">${tn("{n} message", "{n} messages", count)}</span>
        ${this.#button("copy", t("Copy text"), this.#copy)}
        ${this.#button("arrow-forward-up", t("Forward"), this.#forward)}
        ${this.#button("trash", t("Delete"), () => this.#delete(chat))}
      </div>
    </div>`;
  }

  /**
   * @param {"x" | "copy" | "arrow-forward-up" | "trash"} name
   * @param {string} label
   * @param {() => void} run
   */
  #button(name, label, run) {
    const pictures = {
      x: icon("x"),
      copy: icon("copy"),
      "arrow-forward-up": icon("arrow-forward-up"),
      trash: icon("trash"),
    };
    return html`<button
      type="button"
      class="icon-button"
      title=${label}
      aria-label=${label}
      @click=${run}
    >${pictures[name]}</button>`;
  }

  #end = () => this.conversation.endChoice();

  #copy = () => {
    const chat = messenger.chats.get(this.chatId);
    if (chat) copyText(messenger, wordsOf(chat, this.messages));
    this.#end();
  };

  #forward = () => {
    const detail = { messages: this.messages, save: false };
    messenger.dispatchEvent(new CustomEvent("forward", { detail }));
    this.#end();
  };

  /** @param {Chat} chat */
  #delete(chat) {
    const { messages } = this;
    const may = chat.rights?.includes("delete") === true;
    const own = messages.every(({ sender_id }) => sender_id === messenger.me?.id);
    this.askDialog("delete-messages", {
      chat_id: chat.id,
      seqs: messages.map(({ seq }) => seq),
      title: titleOf(chat),
      saved: chat.kind === "saved",
      group: chat.kind === "group",
      mine: own || may,
    });
  }

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    this.#end();
  };
}

/**
 * What is copied of several messages: each with who wrote it.
 * @param {Chat} chat
 * @param {Message[]} messages
 */
function wordsOf(chat, messages) {
  if (messages.length === 1) return markdown.wordsOf(messages[0]);
  return messages
    .map((message) => `${authorName(messenger, chat, message)}:\n${markdown.wordsOf(message)}`)
    .join("\n\n");
}

customElements.define("chosen-bar", ChosenBar);
