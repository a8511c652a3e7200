// @ts-check

import { html } from "../../vendor/lit.js";
import { readMentions } from "../list-actions.js";
import { messenger } from "../messenger.js";
import { askQuietly } from "../models/ask-quietly.js";
import { NextMention } from "../models/next-mention.js";
import { t, tn } from "../texts.js";
import { openMenu } from "./context-menu.js";
import { icon } from "./late-icon.js";
import { MenuRequest } from "./menu-request.js";
import { ModelElement } from "./model-element.js";

/** Leads to the next unread message that names the person, and counts them. */
export class MentionButton extends ModelElement {
  /** @override */
  static properties = { chatId: { attribute: false }, count: { attribute: false } };

  #next = new NextMention((data) => askQuietly(messenger.connection, "chats.mentions", data));

  constructor() {
    super();
    this.chatId = "";
    this.count = 0;
    new MenuRequest(this, ".mention-jump", (button, at) => openMenu(this.#items(), at, button));
  }

  /** @override */
  render() {
    const words = tn("{n} mention of you", "{n} mentions of you", this.count);
    return html`<button
      type="button"
      class="mention-jump"
      aria-label="${t("To the next mention of you")}, ${words}"
      @click=${this.#go}
    ><span aria-hidden="true">@</span><span class="badge" aria-hidden="true">${this.count}</span></button>`;
  }

  async #go() {
    const chat = messenger.chats.get(this.chatId);
    if (!chat) return;
    const conversation = messenger.conversation(chat.id);
    const seq = await this.#next.find(chat, conversation.messages, messenger.me?.id ?? "");
    if (seq === null) messenger.refresh(chat.id);
    else if (messenger.openChatId === chat.id) await conversation.jumpTo(seq, { returns: false });
  }

  #items() {
    const read = () => {
      const chat = messenger.chats.get(this.chatId);
      if (chat) readMentions(messenger, chat);
    };
    return [{ picture: icon("checks"), label: t("Mark all mentions as read"), run: read }];
  }
}

customElements.define("mention-button", MentionButton);
