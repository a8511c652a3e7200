// @ts-check

import { guard, html, nothing, repeat } from "../../vendor/lit.js";
import { copyText } from "../actions.js";
import { bringMentionButton, bringMenus, bringQuickReaction } from "../late.js";
import { markdown } from "../markdown.js";
import { messenger } from "../messenger.js";
import { isNotices } from "../models/chat.js";
import { byDay, feedRows, isService } from "../models/feed.js";
import { mayReact, react, wishesIn } from "../models/reacting.js";
import { beginReply } from "../models/replying.js";
import { Runs } from "../models/runs.js";
import { preferences } from "../preferences.js";
import { t, tn } from "../texts.js";
import { feedRow, feedRun } from "./bubble.js";
import { FeedPlace } from "./feed-place.js";
import { icon } from "./icon.js";
import { mediaParts } from "./media-box.js";
import { MenuRequest } from "./menu-request.js";
import { MessageChoice } from "./message-choice.js";
import { ModelElement } from "./model-element.js";
import { MouseRest } from "./mouse-rest.js";
import { stepIn } from "./roving.js";
import { namesIn, sendersOf } from "./senders.js";
import { serviceWords } from "./service-words.js";
import { titleOf } from "./words.js";

/**
 * @typedef {import("../models/feed.js").Bubble} Bubble
 * @typedef {import("../models/feed.js").Row} Row
 * @typedef {import("./bubble.js").FeedFacts} FeedFacts
 * @typedef {import("./context-menu.js").MenuItem} MenuItem
 */

/** So long a mouse rests on a message until a reaction is offered, in ms. */
const QUICK_AFTER = 400;
/** Of a chat that has yet to arrive. */
const NAMELESS = { me: "", nameOf: () => "", wordsOf: () => "" };

/** The messages of one chat; whoever shows another chat makes another element. */
export class MessageFeed extends ModelElement {
  chatId = "";
  /** @type {Row[]} */
  #rows = [];
  /** @type {string | null} key of the bubble that has or had the focus */
  #focused = null;
  /** @type {FeedPlace | null} */
  #place = null;
  #runs = new Runs();
  #heard = 0;
  #news = "";
  /** Rises with whatever may make any message look another way. */
  #edition = 0;

  constructor() {
    super();
    new MenuRequest(this, ".message", (message, at) => this.#openMenu(message, at));
    new MouseRest(this, ".bubble", QUICK_AFTER, (bubble) => this.#offerReaction(bubble));
    new MessageChoice(this, () => this.conversation);
    this.addEventListener("reply-wish", (event) => {
      beginReply(messenger, this.chatId, /** @type {CustomEvent} */ (event).detail.seq);
    });
  }

  get conversation() {
    return messenger.conversation(this.chatId);
  }

  /** @override */
  get models() {
    const { chats, outbox, members, pins, changes } = messenger;
    const shown = [this.conversation, chats, outbox, members, pins, changes];
    return [...shown, preferences, markdown, mediaParts];
  }

  /** @override @param {import("../models/observable.js").Observable} model */
  hear(model) {
    if (model !== this.conversation) this.#edition += 1;
    super.hear(model);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#place?.leave();
    this.#place = null;
  }

  /**
   * Not before the messages can be read as they are written, or they would jump a moment later.
   * @override
   */
  shouldUpdate() {
    const { outbox } = messenger;
    const coming = [...outbox.of(this.chatId), ...outbox.editsOf(this.chatId).values()];
    return !markdown.isAwaitedBy([...this.conversation.messages, ...coming]);
  }

  /** @override @param {import("../../vendor/lit.js").PropertyValues} changed */
  update(changed) {
    const { messages, moreAfter, dividerSeq } = this.conversation;
    this.#rows = feedRows({
      messages,
      outgoing: moreAfter ? [] : messenger.outbox.of(this.chatId),
      edits: messenger.outbox.editsOf(this.chatId),
      wishes: wishesIn(messenger.changes.all(), this.chatId),
      me: messenger.me?.id ?? "",
      dividerSeq,
    });
    this.#announce();
    this.#place?.take();
    const { activeElement: focused } = document;
    super.update(changed);
    if (focused instanceof HTMLElement && focused.matches(".message") && !focused.isConnected) {
      this.#focusNear(Number(focused.dataset.seq));
    }
  }

  /**
   * The message that had the focus is gone: the next one has it.
   * @param {number} seq
   */
  #focusNear(seq) {
    const messages = this.#messages();
    const next = messages.find(({ dataset }) => Number(dataset.seq) >= seq) ?? messages.at(-1);
    this.#focused = next?.dataset.key ?? null;
    next?.setAttribute("tabindex", "-1"); // It takes the focus now, and its place with the next frame.
    next?.focus({ preventScroll: true });
  }

  #messages() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".message")]);
  }

  /** @override */
  updated() {
    const scroller = /** @type {HTMLElement} */ (this.querySelector(".scroller"));
    this.#place ??= new FeedPlace(scroller, this.conversation, {
      changed: () => this.requestUpdate(),
      rested: () => this.#rested(),
    });
    this.#place.give(this.#bubbles().at(-1)?.key ?? "");
    if (this.querySelector("mention-button:not(:defined)")) bringMentionButton();
  }

  /** @override */
  render() {
    return html`
      <div class="scroller">
        <div
          class="feed"
          role="list"
          aria-label=${t("Messages")}
          @click=${this.#click}
          @keydown=${this.#key}
          @copy-wish=${this.#copy}
        >${this.#feed()}</div>
      </div>
      ${this.#hint()}
      <div class="jumps">${this.#mentionButton()} ${this.#jumpButton()}</div>
      <div class="unseen" aria-live="polite">${this.#news}</div>
    `;
  }

  #feed() {
    const chat = messenger.chats.get(this.chatId);
    const bubbles = this.#bubbles();
    const focused = bubbles.some(({ key }) => key === this.#focused);
    const facts = {
      peerReadSeq: chat?.peer_read_seq ?? 0,
      peerName: chat ? titleOf(chat) : "",
      senders: sendersOf(messenger, chat),
      names: chat ? namesIn(messenger, chat) : NAMELESS,
      notices: chat !== undefined && isNotices(chat),
      chosen: this.conversation.chosen,
      cards: preferences.now.cards,
      edition: this.#edition,
      reachable: focused ? this.#focused : (bubbles.at(-1)?.key ?? null),
    };
    const days = byDay(this.#rows);
    const runs = facts.senders && this.#runs.find(days);
    return repeat(
      days,
      ({ key }) => key,
      ({ rows }, at) =>
        html`<div class="day-group" role="none">${
          runs ? drawRuns(runs[at], facts) : drawRows(rows, facts)
        }</div>`,
    );
  }

  #bubbles() {
    return /** @type {Bubble[]} */ (this.#rows.filter(({ kind }) => kind === "bubble"));
  }

  #hint() {
    const { loaded, loading, moreBefore, moreAfter, remembered } = this.conversation;
    if (loaded && this.#rows.length === 0 && !(moreBefore || moreAfter || loading)) {
      return html`<p class="feed-hint">${t("No messages yet. Say hello.")}</p>`;
    }
    // Over messages of an earlier page it would say that these are not there.
    const awaited = !loaded || (loading === "page" && !remembered);
    return awaited
      ? html`<p class="feed-hint late" aria-busy="true">${t("Loading…")}</p>`
      : nothing;
  }

  #jumpButton() {
    if (!this.#place?.far) return nothing;
    const unread = messenger.chats.get(this.chatId)?.unread ?? 0;
    const count = html`<span class="badge" aria-hidden="true">${unread}</span>`;
    const words = unread > 0 ? `, ${tn("{n} unread message", "{n} unread messages", unread)}` : "";
    return html`<button
      type="button"
      class="jump"
      aria-label=${t("To the newest messages") + words}
      @click=${() => this.#place?.goDown()}
    >${icon("chevron-down")}${unread > 0 ? count : nothing}</button>`;
  }

  #mentionButton() {
    const { mentions = 0 } = messenger.chats.get(this.chatId) ?? {};
    if (mentions === 0) return nothing;
    return html`<mention-button .chatId=${this.chatId} .count=${mentions}></mention-button>`;
  }

  /** Tell a screen reader of what has come in since the last time. */
  #announce() {
    const last = this.#bubbles().at(-1);
    if (!last?.seq || last.seq <= this.#heard) return;
    const chat = messenger.chats.get(this.chatId);
    if (this.#heard > 0 && !last.mine && chat) this.#news = `${titleOf(chat)}: ${said(chat, last)}`;
    this.#heard = last.seq;
  }

  /** @param {MouseEvent} event */
  #click({ target, clientX, clientY }) {
    const link = /** @type {Element} */ (target).closest(
      "[data-leads], [data-author], [data-edits], [data-react], [data-pack]",
    );
    if (link instanceof HTMLElement) this.#follow(link);
    const day = /** @type {Element} */ (target).closest("[data-day]");
    if (day instanceof HTMLElement) this.openCalendar(day);
    const button = /** @type {Element} */ (target).closest("[data-menu]");
    const message = button?.closest(".message");
    if (message instanceof HTMLElement) this.#openMenu(message, { x: clientX, y: clientY });
  }

  /** @param {HTMLElement} element of the bubble */
  async #offerReaction(element) {
    const key = element.closest(".message")?.getAttribute("data-key");
    const bubble = this.#bubbles().find((each) => each.key === key);
    const chat = messenger.chats.get(this.chatId);
    if (!(chat && bubble) || this.conversation.chosen || !mayReact(chat, bubble)) return;
    const late = await bringQuickReaction();
    if (element.matches(":hover")) late?.offerQuickReaction(element);
  }

  /** @param {HTMLElement} link */
  #follow(link) {
    const { leads, author, edits, react: emoji, pack } = link.dataset;
    if (leads) this.conversation.jumpTo(Number(leads));
    if (author) messenger.openDirect(author);
    if (edits) {
      const detail = { chatId: this.chatId, seq: Number(edits) };
      messenger.dispatchEvent(new CustomEvent("wordings", { detail }));
    }
    if (emoji) this.#react(link, emoji);
    if (pack) messenger.dispatchEvent(new CustomEvent("sticker-pack", { detail: pack }));
  }

  /**
   * @param {HTMLElement} link
   * @param {string} emoji
   */
  #react(link, emoji) {
    const seq = Number(link.closest(".message")?.getAttribute("data-seq"));
    const reactions = this.#bubbles().find((bubble) => bubble.seq === seq)?.reactions ?? [];
    const mine = reactions.some((each) => each.emoji === emoji && each.mine);
    if (seq > 0) react(messenger, this.chatId, seq, emoji, !mine);
    if (link.matches(".quick-reaction")) link.remove();
  }

  /** @param {CustomEvent} event */
  #copy({ detail }) {
    copyText(messenger, detail);
  }

  /** Tab leads to what is seen, not to where one was before. */
  #rested() {
    if (this.contains(document.activeElement)) return;
    this.#focused = this.#place?.message?.dataset.key ?? this.#focused;
    this.requestUpdate();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const at = /** @type {HTMLElement} */ (event.target);
    if (event.key === "Enter" && at.matches(".message")) {
      event.preventDefault();
      const { left, top, width } = at.getBoundingClientRect();
      this.#openMenu(at, { x: left + width / 2, y: Math.max(top, 0), clear: true });
    } else if (event.key === "Home" && this.conversation.moreBefore) {
      this.#goTo(event, this.conversation.jumpToStart(), 0);
    } else if (event.key === "End" && this.conversation.moreAfter) {
      this.#goTo(event, this.conversation.jumpToEnd(), -1);
    } else this.#step(event);
  }

  /**
   * Go to an end of the chat that is not loaded.
   * @param {KeyboardEvent} event
   * @param {Promise<void>} jump
   * @param {number} place of the message that takes the focus, -1 for the last
   */
  async #goTo(event, jump, place) {
    event.preventDefault();
    await jump;
    await this.updateComplete;
    this.#focusOn(this.#messages().at(place));
  }

  /**
   * From the message that has the focus where it is in view, else from one that is.
   * @param {KeyboardEvent} event
   */
  #step(event) {
    const messages = this.#messages();
    const focused = messages.find((message) => message === document.activeElement);
    const from = focused && this.#place?.shows(focused) ? focused : this.#place?.message;
    const to = stepIn(event, from ? messages.indexOf(from) : -1, messages.length);
    if (to !== null) this.#focusOn(messages[to]);
  }

  /** @param {HTMLElement | undefined} message */
  #focusOn(message) {
    message?.focus();
    this.#focused = message?.dataset.key ?? null;
    this.requestUpdate();
  }

  /**
   * Offer the days of this chat.
   * @param {HTMLElement} asker
   */
  async openCalendar(asker) {
    const menus = await bringMenus();
    menus?.openCalendar({
      asker,
      shown: new Date(asker.dataset.day ?? Date.now()),
      beginning: this.conversation.beginning(),
      choose: (day) => this.conversation.jumpToTime(day.toISOString()),
    });
  }

  /**
   * @param {HTMLElement} element
   * @param {import("./context-menu.js").MenuPoint} at
   */
  async #openMenu(element, at) {
    const bubble = this.#bubbles().find(({ key }) => key === element.dataset.key);
    const chat = messenger.chats.get(this.chatId);
    const menus = bubble && chat && (await bringMenus());
    if (!menus) return;
    const show = (/** @type {MenuItem[]} */ items) => menus.openMenu(items, at, element);
    const strip = menus.reactionStrip(messenger, chat, bubble, element);
    menus.openMenu(menus.messageMenu(this, messenger, chat, bubble, show), at, element, strip);
  }
}

/**
 * @param {Row[]} rows
 * @param {FeedFacts} facts
 */
function drawRows(rows, facts) {
  return repeat(
    rows,
    ({ key }) => key,
    (row) => drawRow(row, facts),
  );
}

/**
 * A row, drawn anew only where it may look another way: a page that is scrolled to leaves the others
 * as they are. Lines of the chat tell of other messages, and dates of today.
 * @param {Row} row
 * @param {FeedFacts} facts
 */
function drawRow(row, facts) {
  if (row.kind !== "bubble" || isService(row)) return feedRow(row, facts);
  const { message, outgoing, first, last, seq, key } = row;
  const isChosen = facts.chosen?.has(seq);
  const facets = [message, outgoing, first, last, isChosen, facts.reachable === key, facts.edition];
  return guard(facets, () => feedRow(row, facts));
}

/**
 * The rows of a group, where those of one author share a picture.
 * @param {import("../models/runs.js").Run[]} runs
 * @param {FeedFacts} facts
 */
function drawRuns(runs, facts) {
  return repeat(
    runs,
    ({ key }) => key,
    ({ rows }) => feedRun(rows, facts, drawRows(rows, facts)),
  );
}

/**
 * @param {import("../models/objects.js").Chat} chat
 * @param {Bubble} bubble
 */
function said(chat, { message, senderId, text, attachments, sticker }) {
  if (message && isService({ message })) return serviceWords(message, namesIn(messenger, chat));
  const senders = sendersOf(messenger, chat);
  const words = markdown.wordsOf(message ?? { text, attachments, sticker });
  return senders && message ? `${senders.nameOf(senderId, message.seq)}: ${words}` : words;
}

customElements.define("message-feed", MessageFeed);
