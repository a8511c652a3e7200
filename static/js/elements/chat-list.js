// @ts-check

import { html, nothing, repeat } from "../../vendor/lit.js";
import { bringFoundMessages, bringMenus } from "../late.js";
import { movePin, orderPins } from "../list-actions.js";
import { markdown } from "../markdown.js";
import { messenger } from "../messenger.js";
import { ALL, ARCHIVE } from "../models/list-view.js";
import { findRanges, spellings } from "../models/search-words.js";
import { rowsInView, shiftOfView } from "../models/virtual-rows.js";
import { t } from "../texts.js";
import { archiveRow } from "./archive-row.js";
import { chatRow } from "./chat-row.js";
import { foundPeople, foundSelf, SELF } from "./found-people.js";
import { icon } from "./icon.js";
import { MenuRequest } from "./menu-request.js";
import { ModelElement } from "./model-element.js";
import { PointerRest } from "./pointer-rest.js";
import { stepIn } from "./roving.js";
import { namesIn, sendersOf } from "./senders.js";
import { searchNames, typingIn } from "./words.js";
import "./chat-tabs.js";
import "./pane-divider.js";

const PLACEHOLDERS = 8;
/** The height of a row in px, as the stylesheet has it. */
const ROW = 64;
/** So many chats a search shows: who wants others types on. */
const MOST_FOUND = 50;

/** The row that leads into the archive, among the chats. */
const ARCHIVE_ENTRY = { id: ARCHIVE };

/**
 * @typedef {import("../models/objects.js").OutgoingMessage} OutgoingMessage
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {Chat | typeof ARCHIVE_ENTRY} Entry
 */

/** The list of chats with its search; of a long list only what is in view is drawn. */
export class ChatList extends ModelElement {
  #query = "";
  /** @type {string | null} the chat that Tab leads to */
  #reachable = null;
  /** @type {string[]} ids in the order on the screen */
  #order = [];
  #drawn = { from: 0, to: 0 };
  /** @type {number | null} place of the row that takes the focus once it is drawn */
  #heading = null;
  /** @type {string | null} the open chat that was brought into view last */
  #shown = null;
  #rest = new PointerRest(() => this.requestUpdate());
  #sized = new ResizeObserver(() => this.requestUpdate());
  /** Which part of the list was drawn last. */
  #place = "";
  /** @type {import("./pin-drag.js").PinDrag | null} */
  #drag = null;
  /** @type {typeof import("./found-messages.js") | null} */
  #messages = null;
  /** @type {ReturnType<typeof import("./found-messages.js").searchEverywhere> | null} */
  #messageSearch = null;

  constructor() {
    super();
    new MenuRequest(this, ".chat-row[data-chat]", (row, at) => this.#openMenu(row, at));
  }

  /** @override */
  get models() {
    const { chats, typing, outbox, people, members, listView, folders } = messenger;
    const found = this.#messageSearch ? [this.#messageSearch.search] : [];
    const models = [messenger, chats, typing, outbox, people, members, listView, folders, markdown];
    return [...models, ...found];
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#sized.disconnect();
  }

  /** @override */
  render() {
    const entries = this.#query ? this.#found() : this.#entries();
    return html`
      <h1 class="unseen">${t("Chats")}</h1>
      <div class="search" role="search">
        ${icon("search")}
        <input
          type="search"
          aria-label=${t("Search chats, people and messages")}
          aria-keyshortcuts="Control+K"
          placeholder=${t("Search")}
          autocomplete="off"
          spellcheck="false"
          @input=${this.#typed}
          @keydown=${this.#searchKey}
        />
        <kbd aria-hidden="true">Ctrl K</kbd>
      </div>
      ${this.#query ? nothing : this.#head()}
      <nav
        class="chat-rows"
        id="chat-rows"
        aria-label=${t("Chats")}
        @click=${this.#click}
        @keydown=${this.#key}
        @scroll=${this.#scrolled}
        @pointermove=${this.#rest.moved}
        @pointerleave=${this.#rest.left}
      >
        <ul role="list">${this.#rows(entries)}</ul>
        ${entries.length === 0 && !this.#query ? this.#nothingHere() : nothing}
        ${this.#query ? this.#foundElsewhere(entries) : nothing}
      </nav>
      ${messenger.outdated ? updateButton() : nothing}
      <pane-divider></pane-divider>
    `;
  }

  /** @override */
  firstUpdated() {
    this.#sized.observe(this.#scroller);
    document.querySelector(".list-waiting")?.remove();
    // Who comes to the rows may want to draw one.
    for (const name of ["pointerover", "touchstart"]) {
      this.#scroller.addEventListener(name, () => this.#letDraw(), { once: true, passive: true });
    }
  }

  async #letDraw() {
    const { PinDrag } = await import("./pin-drag.js");
    this.#drag ??= new PinDrag(this.#scroller, {
      row: ROW,
      pinned: () => this.#movable(),
      above: () => Number(this.#order[0] === ARCHIVE),
      moved: () => this.requestUpdate(),
      dropped: (ids) => orderPins(messenger, ids),
    });
  }

  /** The pinned chats, where they can be put into another order. */
  #movable() {
    if (this.#query || messenger.listView.place !== ALL) return [];
    return messenger.chats.pinned().map(({ id }) => id);
  }

  /** @override @param {import("../../vendor/lit.js").PropertyValues} changed */
  update(changed) {
    const { activeElement: focused } = document;
    super.update(changed);
    if (!(focused instanceof HTMLElement && focused.matches(".chat-row"))) return;
    // A row that moves is made anew, or is out of view now.
    if (document.activeElement !== focused) this.#focusRow(focused.dataset.chat ?? null);
  }

  /** @param {string | null} chatId of the row that had the focus */
  #focusRow(chatId) {
    /** @type {HTMLElement | null} */
    const row = this.querySelector(`[data-chat="${chatId}"]`);
    (row ?? this.#rowsDrawn()[0])?.focus({ preventScroll: true });
  }

  /** @override */
  updated() {
    const { from, to } = this.#drawn;
    const { style } = /** @type {HTMLElement} */ (this.#scroller.firstElementChild);
    style.paddingTop = `${from * ROW}px`;
    style.paddingBottom = `${(this.#order.length - to) * ROW}px`;
    this.#showDrawn();
    this.#showOpenChat();
  }

  /** What is drawn to another place follows the pointer. */
  #showDrawn() {
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("li"))) {
      const isDrawn = row.classList.contains("drawn");
      row.style.transform = isDrawn ? `translateY(${this.#drag?.shift ?? 0}px)` : "";
    }
  }

  /** A chat that was opened elsewhere is brought into view, once. */
  #showOpenChat() {
    const { openChatId } = messenger;
    const at = this.#order.indexOf(openChatId ?? "");
    if (openChatId === this.#shown || (at < 0 && openChatId !== null)) return;
    // While the list still comes in, its rows move.
    if (messenger.chats.complete) this.#shown = openChatId;
    if (at >= 0 && !this.#query) this.#reveal(at);
  }

  /** @param {number} at place of the row that is to be in view */
  #reveal(at) {
    const scroller = this.#scroller;
    const top = at * ROW;
    const bottom = top + 2 * ROW - scroller.clientHeight;
    scroller.scrollTop = Math.max(Math.min(scroller.scrollTop, top), bottom);
  }

  get #scroller() {
    return /** @type {HTMLElement} */ (this.querySelector(".chat-rows"));
  }

  /** What stands over the rows: the folders, or in the archive the way back. */
  #head() {
    if (messenger.listView.place !== ARCHIVE) return html`<chat-tabs></chat-tabs>`;
    return html`<div class="list-back">
      <button
        type="button"
        class="icon-button"
        aria-label=${t("Back to all chats")}
        @click=${this.#comeHome}
      >${icon("arrow-left")}</button>
      <h2>${t("Archived chats")}</h2>
    </div>`;
  }

  /** @returns {Entry[]} */
  #entries() {
    const { place } = messenger.listView;
    const isNew = place !== this.#place;
    this.#place = place;
    if (isNew) this.#startAnew();
    const chats = isNew ? messenger.listView.chats() : this.#inOrder();
    const hasArchive = place === ALL && messenger.listView.archived().length > 0;
    return hasArchive ? [ARCHIVE_ENTRY, ...chats] : chats;
  }

  /** Another part of the list is shown from its beginning. */
  #startAnew() {
    this.#order = [];
    if (this.#scroller) this.#scroller.scrollTop = 0;
  }

  /** The chats in the order of the list, or as they stood while a pointer is among them. */
  #inOrder() {
    const chats = messenger.listView.chats();
    const drawn = this.#drag?.order;
    if (drawn) return inPlaces(chats, drawn);
    if (!this.#rest.isMoving) return chats;
    const places = new Map(this.#order.map((id, place) => [id, place]));
    const known = chats.filter(({ id }) => places.has(id));
    return known.sort((a, b) => Number(places.get(a.id)) - Number(places.get(b.id)));
  }

  #found() {
    const wanted = spellings(this.#query);
    const named = (/** @type {Chat} */ chat) =>
      findRanges(`${searchNames(chat)} ${chat.peer?.username ?? ""}`, wanted) !== null;
    return messenger.chats.ordered().filter(named).slice(0, MOST_FOUND);
  }

  /** @param {Entry[]} entries */
  #rows(entries) {
    const order = entries.map(({ id }) => id);
    this.#follow(order);
    this.#order = order;
    this.#drawn = this.#query ? { from: 0, to: entries.length } : this.#inView();
    const { from, to } = this.#drawn;
    const reachable = order.includes(this.#reachable ?? "") ? this.#reachable : order[from];
    const wanted = spellings(this.#query);
    return repeat(
      entries.slice(from, to),
      ({ id }) => id,
      (entry, at) => {
        const place = { at: from + at + 1, of: order.length };
        return this.#row(entry, { place, wanted, reachable: entry.id === reachable });
      },
    );
  }

  /**
   * @param {Entry} entry
   * @param {Pick<import("./chat-row.js").RowFacts, "place" | "wanted" | "reachable">} facts
   */
  #row(entry, facts) {
    if (!("kind" in entry)) return archiveRow(messenger.listView.archived(), facts);
    return chatRow(entry, {
      ...facts,
      me: messenger.me?.id ?? "",
      open: messenger.openChatId === entry.id,
      typing: typingIn(messenger, entry),
      senders: sendersOf(messenger, entry),
      names: namesIn(messenger, entry),
      pending: pendingOf(entry),
      drawn: this.#drag?.chat === entry.id,
    });
  }

  /**
   * Whoever has scrolled down keeps what is in view, whatever comes in above.
   * @param {string[]} order
   */
  #follow(order) {
    const scroller = this.#scroller;
    if (!scroller || scroller.scrollTop < ROW) return;
    const first = Math.ceil(scroller.scrollTop / ROW);
    const seen = this.#order.slice(first, first + Math.ceil(scroller.clientHeight / ROW));
    scroller.scrollTop += shiftOfView(seen, first, order) * ROW;
  }

  #inView() {
    const { scrollTop = 0, clientHeight = innerHeight } = this.#scroller ?? {};
    return rowsInView({
      top: scrollTop,
      height: clientHeight,
      row: ROW,
      count: this.#order.length,
    });
  }

  #nothingHere() {
    if (!messenger.chats.complete) return this.#placeholders();
    const { place } = messenger.listView;
    if (place === ARCHIVE) return html`<p class="list-hint">${t("The archive is empty.")}</p>`;
    if (place !== ALL) return html`<p class="list-hint">${t("No chats in this folder now.")}</p>`;
    return html`<div class="list-hint">
      <p>${t("No chats yet. Find somebody and write to them.")}</p>
      <button type="button" class="soft-button" @click=${() => this.askDialog("add-contact")}>
        ${icon("user-plus")}${t("Find people")}
      </button>
    </div>`;
  }

  /** @param {Entry[]} entries that the list holds already */
  #foundElsewhere(entries) {
    const talkedTo = new Set(messenger.chats.all().map(({ peer }) => peer?.id));
    const { contacts, others, busy } = messenger.people;
    const isNew = (/** @type {{id: string}} */ { id }) => !talkedTo.has(id);
    const wanted = spellings(this.#query);
    const groups = [
      this.#meansSelf(wanted) ? foundSelf(messenger.me?.id ?? "", wanted) : nothing,
      foundPeople(t("Contacts"), contacts.filter(isNew), wanted),
      foundPeople(t("People"), others.filter(isNew), wanted),
      this.#messageSearch ? this.#messages?.foundMessages(this.#messageSearch) : nothing,
    ];
    const nothingThere = entries.length === 0 && groups.every((group) => group === nothing);
    if (!nothingThere) return groups;
    if (busy || this.#messageSearch?.search.busy) return nothing;
    return html`<p class="list-hint">${t("Nothing was found.")}</p>`;
  }

  /**
   * Whether a search is for the saved messages, which are not in the list.
   * @param {string[]} wanted
   */
  #meansSelf(wanted) {
    const isThere = messenger.chats.all().some(({ kind }) => kind === "saved");
    return !isThere && findRanges(searchNames(SELF), wanted) !== null;
  }

  #placeholders() {
    const rows = Array.from({ length: PLACEHOLDERS }, () => html`<div class="placeholder"></div>`);
    return html`<div class="placeholders" aria-busy="true" aria-label=${t("Loading…")} role="img">
      ${rows}
    </div>`;
  }

  #scrolled() {
    if (this.#query) this.#loadMore();
    const { from, to } = this.#inView();
    if (from !== this.#drawn.from || to !== this.#drawn.to) this.requestUpdate();
  }

  /** Who comes near the end of what was found wants more of it. */
  #loadMore() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroller;
    if (scrollTop + 2 * clientHeight > scrollHeight) this.#messageSearch?.search.loadMore();
  }

  /** @param {InputEvent} event */
  #typed(event) {
    this.#setQuery(/** @type {HTMLInputElement} */ (event.target).value);
  }

  /** @param {string} query */
  #setQuery(query) {
    this.#query = query.trim();
    this.#scroller.scrollTop = 0;
    messenger.people.look(query);
    this.#lookForMessages();
    this.requestUpdate();
  }

  /** What draws messages that are found comes with the first search. */
  async #lookForMessages() {
    if (!(this.#messages || this.#query)) return;
    this.#messages ??= await bringFoundMessages();
    if (!this.#messages) return;
    if (!this.#messageSearch) {
      this.#messageSearch = this.#messages.searchEverywhere(() => this.#lookForMessages());
      this.watchModels();
    }
    const { search, filters } = this.#messageSearch;
    if (!this.#query) filters.clear();
    search.look(this.#query, filters.bounds);
  }

  /** Show the whole list again. */
  #endSearch() {
    const input = this.querySelector("input");
    if (!input?.value) return;
    input.value = "";
    this.#setQuery("");
    this.performUpdate(); // At once: the next key goes on in the list.
  }

  /** @param {KeyboardEvent} event */
  #searchKey(event) {
    if (event.isComposing) return;
    const [first] = this.#rowsDrawn();
    if (event.key === "ArrowDown") {
      event.preventDefault();
      first?.focus();
    } else if (event.key === "Escape" && this.querySelector("input")?.value) {
      event.preventDefault();
      this.#endSearch();
    } else if (event.key === "Enter") first?.click();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const row = /** @type {Element} */ (event.target).closest(".chat-row");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!(row instanceof HTMLElement) || elsewhere) return;
    event.preventDefault();
    const { chat, user, seq } = row.dataset;
    if (chat && seq) {
      messenger.openChat(chat, Number(seq)); // What was found stays: one may want the next.
      return;
    }
    this.#reachable = chat ?? this.#reachable;
    if (chat === messenger.openChatId) focusComposer();
    if (chat === ARCHIVE) this.#enterArchive();
    else if (chat) messenger.openChat(chat);
    else if (user) messenger.openDirect(user);
    this.#endSearch();
  }

  #enterArchive() {
    messenger.listView.open(ARCHIVE);
    this.performUpdate(); // At once: the next key goes on there.
    this.#rowsDrawn()[0]?.focus();
  }

  #comeHome() {
    messenger.listView.goHome();
    this.performUpdate();
    this.#rowsDrawn()[0]?.focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#movePin(event)) return;
    if (event.key === "Escape" && messenger.listView.place !== ALL) {
      event.preventDefault();
      this.#comeHome();
      return;
    }
    const input = this.querySelector("input");
    const shown = this.#rowsDrawn();
    const focused = shown.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const at = this.#heading ?? this.#drawn.from + focused;
    if (event.key === "Escape" || (event.key === "ArrowUp" && at === 0)) {
      event.preventDefault();
      input?.focus();
    } else if (this.#query) shown[stepIn(event, at, shown.length) ?? -1]?.focus();
    else this.#step(event, at);
  }

  /**
   * @param {KeyboardEvent} event that moves the pinned chat with the focus among the others
   * @returns {boolean} whether it is used up
   */
  #movePin(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!(step && event.altKey && event.shiftKey)) return false;
    const { chat = "" } = /** @type {HTMLElement} */ (event.target).dataset;
    if (!this.#movable().includes(chat)) return false;
    event.preventDefault();
    this.#rest.left();
    if (movePin(messenger, chat, step)) {
      const order = this.#movable();
      const at = order.indexOf(chat) + 1;
      messenger.notice(t("Place {at} of {of}", { at, of: order.length }));
    }
    return true;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} at place of the row that has the focus, or is about to
   */
  async #step(event, at) {
    const page = Math.floor(this.#scroller.clientHeight / ROW) - 1;
    const to = stepIn(event, at, this.#order.length, page);
    if (to === null) return;
    this.#heading = to;
    this.#reveal(to);
    this.#reachable = this.#order[to];
    this.requestUpdate();
    await this.updateComplete;
    if (this.#heading !== to) return; // A key pressed meanwhile has led on.
    this.#heading = null;
    /** @type {HTMLElement | null} */
    (this.querySelector(`[data-chat="${this.#reachable}"]`))?.focus({ preventScroll: true });
  }

  /** Every row that is drawn, of chats and of people. */
  #rowsDrawn() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".chat-row")]);
  }

  /**
   * @param {HTMLElement} row
   * @param {import("./context-menu.js").MenuPoint} at
   */
  async #openMenu(row, at) {
    const chat = messenger.chats.get(row.dataset.chat ?? null);
    if (!chat) return;
    if (at.clear) this.#drag?.hold();
    const menus = await bringMenus();
    menus?.openMenu(menus.listMenu(this, messenger, chat), at, row);
  }
}

/**
 * The chats with the pinned ones in an order that is not theirs yet.
 * @param {Chat[]} chats
 * @param {string[]} order
 */
function inPlaces(chats, order) {
  const pinned = order.map((id) => chats.find((chat) => chat.id === id)).filter((chat) => !!chat);
  return [...pinned, ...chats.filter(({ id }) => !order.includes(id))];
}

/**
 * The last message that has not reached the server, unless more was said after it failed.
 * @param {Chat} chat
 */
function pendingOf({ id, last_message }) {
  const isLater = (/** @type {OutgoingMessage} */ { send_at, status }) =>
    send_at && status === "waiting";
  const last = messenger.outbox.of(id).findLast((item) => !isLater(item)) ?? null;
  const isPast = last?.status === "failed" && (last_message?.sent_at ?? "") > last.created_at;
  return isPast ? null : last;
}

/** Whoever goes to the chat that is open wants to write there. */
function focusComposer() {
  /** @type {HTMLElement | null} */ (document.querySelector("message-composer textarea"))?.focus();
}

/** The page keeps working as it is; the person says when it is made anew. */
function updateButton() {
  return html`<button type="button" class="soft-button update" @click=${() => location.reload()}>
    ${icon("refresh")}${t("Update")}
  </button>`;
}

customElements.define("chat-list", ChatList);
