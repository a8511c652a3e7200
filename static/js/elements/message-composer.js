// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { editText, sendText } from "../actions.js";
import { bringFormatBar, bringLater, bringMenus, bringVoice } from "../late.js";
import { markdown } from "../markdown.js";
import { messenger } from "../messenger.js";
import { endReply } from "../models/replying.js";
import { beginEdit, isEditable } from "../models/rewriting.js";
import { splitText } from "../models/split-text.js";
import { isVisible } from "../models/visible.js";
import { preferences } from "../preferences.js";
import { composes, enterSends, isTouch, sends } from "../send-key.js";
import { t, tn } from "../texts.js";
import { attachButton } from "./attach-button.js";
import { barInstead, editBar, emptyBox, replyBar } from "./composer-bars.js";
import { emojiButton } from "./emoji-button.js";
import { icon } from "./icon.js";
import { MenuRequest } from "./menu-request.js";
import { ModelElement } from "./model-element.js";
import { authorName } from "./senders.js";
import { Suggestions } from "./suggestions.js";

/** From so many characters left on, they are shown. */
const NEAR_LIMIT = 200;
/** Characters of the words under files. */
const LONGEST_CAPTION = 1024;
/** More messages than this at once are no conversation. */
const MOST_PIECES = 20;
/** Whether this browser records; none does on a page that came unprotected. */
const RECORDS = Boolean(globalThis.MediaRecorder && navigator.mediaDevices);

/**
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").Message} Message
 */

/** Where a message is written or rewritten. */
export class MessageComposer extends ModelElement {
  /** What the text belongs to: a chat, or a message that is being rewritten. */
  #subject = "";
  /** Lines break elsewhere in another width. */
  #sized = new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width === this.#width) return;
    this.#width = contentRect.width;
    this.#fit();
  });
  #width = 0;
  /** The text of the message that is being rewritten, as it was when it was last drawn. */
  #original = "";
  /** Whether an input method is in the middle of a word. */
  #composing = false;
  /** The message that was being answered when it was last drawn. */
  #answered = 0;
  #suggestions = new Suggestions(() => this.requestUpdate());
  /** @type {typeof import("./voice-bar.js") | null} what records, once it is here */
  #voice = null;

  constructor() {
    super();
    new MenuRequest(this, ".send:not([data-speaks])", (button, at) =>
      this.#openSendMenu(button, at),
    );
  }

  /** @override */
  get models() {
    const { openChatId } = messenger;
    const conversation = openChatId === null ? [] : [messenger.conversation(openChatId)];
    const voice = this.#voice ? [this.#voice.recorder] : [];
    return [messenger, messenger.chats, preferences, ...conversation, ...voice];
  }

  /**
   * At once, not with the next frame: a key struck before it belongs to what the last key began.
   * @override
   */
  async scheduleUpdate() {
    this.performUpdate();
  }

  /** @override */
  willUpdate() {
    this.watchModels(); // Another chat may be open now.
  }

  /** @override */
  render() {
    const { chat } = this;
    if (!chat) return messenger.openChatId === null ? nothing : emptyBox();
    if (this.conversation?.chosen) return html`<chosen-bar .chatId=${chat.id}></chosen-bar>`;
    const bar = barInstead(this, chat);
    if (bar) return bar;
    return html`<div class="composer">
      ${this.#suggestions.lists}
      <format-bar></format-bar>
      ${this.#bar(chat)}
      <p class="composer-note" role="status">${this.#note()}</p>
      <div class="composer-box">
        ${emojiButton(this)}
        <textarea
          rows="1"
          dir="auto"
          aria-label=${t("Message")}
          placeholder=${t("Message")}
          enterkeyhint=${enterSends() ? "send" : "enter"}
          @input=${this.#input}
          @keydown=${this.#key}
          @focus=${bringFormatBar}
        ></textarea>
        ${this.#scheduledButton(chat)}
        <span class="counter" aria-live="polite">${this.#counter()}</span>
        ${this.editing ? nothing : attachButton()} ${this.#sendButton()}
      </div>
    </div>`;
  }

  /**
   * What is recorded here, or was, and whether the button is a microphone.
   * @returns {{bar?: import("../../vendor/lit.js").TemplateResult, speaks?: boolean}}
   */
  get #spoken() {
    if (!this.chat || this.editing) return {};
    return this.#voice?.lookIn(this.chat.id) ?? { speaks: RECORDS && !this.input?.value };
  }

  #sendButton() {
    const { editing } = this;
    const { bar, speaks } = this.#spoken;
    return html`${bar}<button
      type="button"
      class="icon-button send"
      ?data-speaks=${speaks}
      aria-label=${editing ? t("Save") : speaks ? t("Record a voice message") : t("Send")}
      ?disabled=${!(bar || speaks || this.#isSendable())}
      @pointerdown=${this.#press}
      @click=${this.#press}
    >${icon(editing ? "check" : speaks ? "microphone" : "send-2")}</button>`;
  }

  /** @param {PointerEvent} event */
  #press = async (event) => {
    const { bar, speaks } = this.#spoken;
    if (event.type === "pointerdown")
      event.preventDefault(); // The field keeps the focus.
    else if (!(bar || speaks)) this.#submit();
    if (!(bar || speaks)) return;
    this.#voice ??= await bringVoice();
    this.requestUpdate();
    this.#voice?.press(event, this);
  };

  /**
   * What stands over the text: the message that is rewritten or answered.
   * @param {Chat} chat
   */
  #bar(chat) {
    const { editing, replying } = this;
    if (editing) return editBar(editing, () => this.cancelEdit());
    if (!replying) return nothing;
    return replyBar(replying, {
      name: authorName(messenger, chat, replying),
      show: () => this.conversation?.jumpTo(replying.seq),
      cancel: () => this.#cancelReply(chat.id),
    });
  }

  /**
   * Esc leaves what stands over the text first.
   * @param {KeyboardEvent} event
   */
  #escape(event) {
    if (!(this.chat && (this.editing || this.replying))) return;
    event.preventDefault();
    if (this.editing) this.cancelEdit();
    else this.#cancelReply(this.chat.id);
  }

  /** @param {string} chatId */
  #cancelReply(chatId) {
    endReply(messenger, chatId);
    this.input?.focus();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#sized.disconnect();
  }

  /** @override */
  updated() {
    const { chat, input } = this;
    if (input) this.#sized.observe(input);
    if (!(chat && input)) {
      this.#subject = "";
      return;
    }
    const { editing } = this;
    const subject = editing ? `${chat.id}/${editing.seq}` : chat.id;
    if (subject !== this.#subject) this.#begin(subject, editing ? this.#edited(editing) : "");
    else if (editing) this.#follow(editing.text, input);
    if (!editing) this.#showDraft(chat.id, input);
    this.#followReply(input);
    this.#original = editing?.text ?? "";
  }

  /**
   * Whoever has chosen what to answer goes on to write.
   * @param {HTMLTextAreaElement} input
   */
  #followReply(input) {
    const seq = this.replying?.seq ?? 0;
    if (seq > 0 && seq !== this.#answered) input.focus();
    this.#answered = seq;
  }

  /**
   * What another device has made of the text shows here too, but not while a word is composed.
   * @param {string} chatId
   * @param {HTMLTextAreaElement} input
   */
  #showDraft(chatId, input) {
    const draft = messenger.drafts.get(chatId);
    if (!this.#composing && draft.trim() !== input.value.trim()) this.#write(draft);
  }

  /** @param {Message} message what was made of it before the chat was left, or it itself */
  #edited({ chat_id, seq, text }) {
    const edit = messenger.edits.get(chat_id);
    return edit?.seq === seq ? edit.text : text;
  }

  /**
   * The message was rewritten elsewhere: its text shows where nothing was changed here yet.
   * @param {string} text
   * @param {HTMLTextAreaElement} input
   */
  #follow(text, input) {
    if (text !== this.#original && input.value === this.#original) this.#write(text);
  }

  get chat() {
    return messenger.chats.get(messenger.openChatId);
  }

  get conversation() {
    return this.chat ? messenger.conversation(this.chat.id) : null;
  }

  get editing() {
    return this.conversation?.editing ?? null;
  }

  get replying() {
    return this.conversation?.replying ?? null;
  }

  get input() {
    return this.querySelector("textarea");
  }

  get text() {
    // No database keeps this character, which some programs put at the end of what one copies.
    const text = this.input?.value.replaceAll("\0", "").trim() ?? "";
    return isVisible(text) ? text : "";
  }

  /** What stands under files is shorter than what stands alone, and need not be there. */
  get #isCaption() {
    return (this.editing?.attachments ?? []).length > 0;
  }

  #left() {
    const most = this.#isCaption ? LONGEST_CAPTION : messenger.longestText;
    return most - Array.from(this.text).length;
  }

  #counter() {
    const left = this.#left();
    const isSplit = left < 0 && !this.editing; // The note says how many messages it becomes.
    if (left > NEAR_LIMIT || isSplit) return nothing;
    return html`<span class=${left < 0 ? "over" : ""}>${left}</span>`;
  }

  /** The messages that a text becomes; a rewritten message stays one. */
  #pieces() {
    if (this.text === "") return [];
    if (this.#left() >= 0) return [this.text];
    const split = (preferences.now.markdown && markdown.reader?.splitMarkdown) || splitText;
    return this.editing ? [] : split(this.text, messenger.longestText);
  }

  #note() {
    if (this.#left() >= 0) return nothing;
    if (this.editing) return t("One message cannot be this long.");
    const { length } = this.#pieces();
    if (length > MOST_PIECES) return t("This is too long to be sent. Please shorten it.");
    return tn(
      "Too long for one message: it goes out as {n}.",
      "Too long for one message: it goes out as {n}.",
      length,
    );
  }

  #isSendable() {
    const { length } = this.#pieces();
    if (length === 0) return this.#isCaption && this.#left() >= 0;
    return length <= MOST_PIECES;
  }

  /**
   * @param {string} subject
   * @param {string} text
   */
  #begin(subject, text) {
    this.#subject = subject;
    this.#write(text);
    if (!isTouch() || this.editing) this.input?.focus();
  }

  /** @param {string} text */
  #write(text) {
    if (!this.input) return;
    this.input.value = text;
    this.#suggestions.close();
    this.#fit();
    this.requestUpdate();
  }

  /** As tall as the text; the stylesheet sets the greatest height. */
  #fit() {
    const { input } = this;
    const box = input?.parentElement;
    if (!input || !box) return;
    // While it is measured the messages above get no room, at which they would leave their end.
    box.style.minHeight = `${box.offsetHeight}px`;
    input.style.height = "auto";
    // A pane that is not seen has no heights yet; it is fitted again when it is.
    if (input.scrollHeight > 0) input.style.height = `${input.scrollHeight}px`;
    box.style.minHeight = "";
  }

  /** @param {Event} [event] */
  #input(event) {
    this.#composing = event instanceof InputEvent && event.isComposing;
    this.#fit();
    this.requestUpdate();
    const { chat, input, editing } = this;
    if (!(chat && input)) return;
    this.#suggestions.look(event, input, () => this.chat);
    if (preferences.now.markdown) markdown.isAwaitedBy([{ text: input.value, format: "markdown" }]);
    if (editing) {
      messenger.edits.set(chat.id, { seq: editing.seq, text: input.value });
      return;
    }
    messenger.drafts.set(chat.id, input.value);
    if (chat.kind === "saved") return;
    if (this.text) messenger.ownTyping.typed(chat.id);
    else messenger.ownTyping.stopped(chat.id);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    this.#composing = composes(event);
    if (this.#composing || this.#suggestions.key(event)) return;
    if (sends(event)) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape") {
      this.#escape(event);
    } else if (event.key === "ArrowUp" && !event.altKey && this.input?.value === "") {
      this.#editLast(event);
    }
  }

  /**
   * Other ways to send what is written.
   * @param {HTMLElement} button
   * @param {import("./context-menu.js").MenuPoint} at
   */
  async #openSendMenu(button, at) {
    const { chat } = this;
    if (!chat || this.editing || this.#spoken.bar || !this.#isSendable()) return;
    const menus = await bringMenus();
    const silently = () => this.#submit({ silent: true });
    const later = () => this.#schedule(chat.id);
    menus?.openMenu(menus.sendMenu(chat, { silently, later }), at, button);
  }

  /** @param {string} chatId */
  async #schedule(chatId) {
    const later = await bringLater();
    const { text } = this;
    later?.openSchedule(chatId, this.#pieces(), () => {
      messenger.drafts.set(chatId, "");
      if (this.chat?.id === chatId && this.text === text) this.#write("");
    });
  }

  /** @param {Chat} chat */
  #scheduledButton({ id, scheduled }) {
    if (!scheduled) return nothing;
    return html`<button
      type="button"
      class="icon-button"
      title=${t("Scheduled messages")}
      aria-label=${t("Scheduled messages")}
      aria-haspopup="dialog"
      @click=${async () => (await bringLater())?.openScheduled(id)}
    >${icon("calendar-time")}</button>`;
  }

  /** @param {{silent?: boolean}} [facts] how it is sent */
  #submit(facts) {
    const { chat, editing, text } = this;
    if (!(chat && this.#isSendable())) return;
    if (editing) editText(messenger, editing, text);
    else {
      for (const piece of this.#pieces()) sendText(messenger, chat.id, piece, facts);
      this.#write("");
    }
    this.input?.focus();
  }

  /** Leave the message as it was. */
  cancelEdit() {
    if (this.chat) {
      messenger.edits.drop(this.chat.id);
      messenger.conversation(this.chat.id).edit(null);
    }
    this.input?.focus();
  }

  /** @param {KeyboardEvent} event */
  async #editLast(event) {
    const { chat } = this;
    if (!chat || this.editing) return;
    event.preventDefault();
    const conversation = messenger.conversation(chat.id);
    if (conversation.moreAfter) await conversation.jumpToEnd(); // Else it is an older one.
    const last = conversation.messages.findLast((each) => isEditable(each, messenger.me?.id));
    const isStillWished = this.chat?.id === chat.id && this.input?.value === "";
    if (last && isStillWished) beginEdit(messenger, chat.id, last.seq);
  }
}

customElements.define("message-composer", MessageComposer);
