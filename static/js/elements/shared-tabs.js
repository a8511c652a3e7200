// @ts-check

import { html, nothing, repeat } from "../../vendor/lit.js";
import { sharedMedia } from "../chat-media.js";
import { markdown } from "../markdown.js";
import { connection, messenger } from "../messenger.js";
import { stepInGrid } from "../models/emoji/grid-steps.js";
import { byMonth } from "../models/shared-list.js";
import { KINDS } from "../models/shared-media.js";
import { SharedPictures } from "../models/shared-pictures.js";
import { openViewer } from "../open-viewer.js";
import { t } from "../texts.js";
import { monthName } from "../times.js";
import { openMenu, openMenuUnder } from "./context-menu.js";
import { MenuRequest } from "./menu-request.js";
import { sharedMenu } from "./message-menu.js";
import { ModelElement } from "./model-element.js";
import { stepAside } from "./roving.js";
import { row, tile } from "./shared-items.js";

/** So far from the end of what is loaded the next page is asked for. */
const AHEAD = "800px 0px";
const COLUMNS = 3;
/** So many empty squares, or rows, stand for the first page. */
const PLACES = { tiles: 12, rows: 5 };

/**
 * @typedef {import("../models/shared-list.js").Month} Month
 * @typedef {import("../models/shared-list.js").SharedItem} SharedItem
 * @typedef {import("../models/shared-list.js").SharedKind} SharedKind
 * @typedef {import("../models/shared-list.js").SharedList} SharedList
 * @typedef {"members" | SharedKind} Tab
 * @typedef {import("./shared-items.js").MediaItem} MediaItem
 */

/** What was sent in a chat, by kind, and in a group who is in it: one of them at a time. */
export class SharedTabs extends ModelElement {
  /** @override */
  static properties = { chat: { attribute: false }, members: { attribute: false } };

  #chatId = "";
  /** @type {SharedList | null} that is watched */
  #watched = null;
  /** @type {Month[]} as they are drawn */
  #months = [];
  /** Key of the tile that Tab leads to. */
  #reachable = "";
  /** @type {IntersectionObserver | null} */
  #nearEnd = null;

  constructor() {
    super();
    /** @type {import("../models/objects.js").Chat} set before it is drawn */
    this.chat = /** @type {any} */ (null);
    /** @type {import("../models/group-members.js").GroupMembers | null} of a group */
    this.members = null;
    new MenuRequest(this, "[data-item]", (item, at) => {
      openMenu(this.#menuOf(item), at, item.querySelector("button, a"));
    });
  }

  /** @override */
  get models() {
    const { members, changes } = messenger;
    return [members, changes, markdown, ...(this.#list ? [this.#list] : [])];
  }

  get #tabs() {
    return /** @type {Tab[]} */ (this.chat.kind === "group" ? ["members", ...KINDS] : [...KINDS]);
  }

  get #tab() {
    return /** @type {Tab} */ (sharedMedia.tabOf(this.chat.id) ?? this.#tabs[0]);
  }

  get #list() {
    const tab = this.chat ? this.#tab : "members";
    return tab === "members" ? null : sharedMedia.of(this.chat.id)[tab];
  }

  get #scroller() {
    return this.closest(".info-body");
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    const options = { root: this.#scroller, rootMargin: AHEAD };
    this.#nearEnd = new IntersectionObserver((entries) => this.#reached(entries), options);
    connection.addEventListener("status", this.#connected);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#nearEnd?.disconnect();
    connection.removeEventListener("status", this.#connected);
  }

  /** @override */
  willUpdate() {
    if (this.#list === this.#watched) return;
    this.#watched = this.#list;
    this.#reachable = "";
    this.watchModels();
  }

  /** @override */
  render() {
    const tab = this.#tab;
    return html`<div
        class="shared-tabs"
        role="tablist"
        aria-label=${t("What is in the chat")}
        @keydown=${this.#stepTabs}
      >${this.#tabs.map((each) => this.#tabButton(each, each === tab))}</div>
      <div
        class="shared-body"
        id="shared-body"
        role="tabpanel"
        aria-labelledby="shared-${tab}"
        aria-busy=${Boolean(this.#list?.busy)}
      >${this.#list ? this.#listed(this.#list) : this.#people()}</div>`;
  }

  /** @override */
  updated() {
    if (this.chat.id !== this.#chatId) {
      this.#chatId = this.chat.id;
      this.#scroller?.scrollTo(0, 0);
      /** @type {HTMLElement | null} */ (this.querySelector(".shared-body"))?.style.removeProperty(
        "min-height",
      );
    }
    const end = this.querySelector(".shared-end");
    this.#nearEnd?.disconnect();
    // Observed anew it tells at once, also where a page has not led away from the end. While a page
    // is on its way it would tell of where the end was before that.
    if (end && canLoad(this.#list)) this.#nearEnd?.observe(end);
  }

  /**
   * @param {Tab} tab
   * @param {boolean} isChosen
   */
  #tabButton(tab, isChosen) {
    return html`<button
      type="button"
      role="tab"
      id="shared-${tab}"
      aria-selected=${isChosen}
      aria-controls="shared-body"
      tabindex=${isChosen ? 0 : -1}
      @click=${() => this.#show(tab)}
    >${tabWords(tab)}</button>`;
  }

  #people() {
    return html`<member-list .chat=${this.chat} .members=${this.members}></member-list>`;
  }

  /** @param {SharedList} list */
  #listed(list) {
    const cut = messenger.changes.cutOf(this.chat.id);
    const items = list.items.filter(({ message }) => message.seq > cut);
    this.#months = byMonth(items);
    const isKnown = items.some(({ key }) => key === this.#reachable);
    if (!isKnown) this.#reachable = items[0]?.key ?? "";
    return html`${repeat(
      this.#months,
      ({ key }) => key,
      (month, at) => this.#month(month, at, list),
    )}
    ${items.length === 0 ? this.#none(list) : nothing}
    ${list.failed ? this.#failure(list) : nothing}
    <div class="shared-end"></div>`;
  }

  /**
   * @param {Month} month
   * @param {number} section
   * @param {SharedList} list
   */
  #month({ key, at, items }, section, list) {
    const draw = (/** @type {SharedItem} */ item, /** @type {number} */ place) =>
      isOfTiles(list) ? this.#tile(item, `${section} ${place}`) : this.#row(item, list);
    return html`<section aria-labelledby="shared-month-${key}">
      <h2 id="shared-month-${key}" class="shared-month">${monthName(at)}</h2>
      <ul role="list" class=${isOfTiles(list) ? "shared-grid" : "shared-rows"} @keydown=${this.#stepTiles}>
        ${repeat(items, (item) => item.key, draw)}
      </ul>
    </section>`;
  }

  /**
   * @param {SharedItem} item
   * @param {string} place
   */
  #tile(item, place) {
    const reachable = item.key === this.#reachable;
    const shown = /** @type {MediaItem} */ (item);
    const view = (/** @type {HTMLElement} */ opener) => this.#view(shown, opener);
    return tile(shown, { place, reachable, view });
  }

  /**
   * @param {SharedItem} item
   * @param {SharedList} list
   */
  #row(item, list) {
    return row(item, this.chat, {
      next: () => trackAfter(list, item.key),
      more: (button) => openMenuUnder(sharedMenu(this, messenger, this.chat, item), button),
    });
  }

  /** @param {SharedList} list without anything to show */
  #none(list) {
    if (list.loaded && !list.more) return html`<p class="info-hint">${emptyWords(list.kind)}</p>`;
    if (list.failed) return nothing;
    const [look, count] = isOfTiles(list)
      ? ["shared-grid", PLACES.tiles]
      : ["shared-rows", PLACES.rows];
    return html`<div class="${look} pulse" aria-hidden="true">
      ${Array.from({ length: count }, () => html`<span></span>`)}
    </div>`;
  }

  /** @param {SharedList} list */
  #failure(list) {
    return html`<div class="info-hint" role="status">
      <p>${t("No connection")}</p>
      <button type="button" class="soft-button" @click=${() => list.load()}>${t("Try again")}</button>
    </div>`;
  }

  /** @param {Tab} tab */
  async #show(tab) {
    const scroller = this.#scroller;
    sharedMedia.chooseTab(this.chat.id, tab);
    this.requestUpdate();
    await this.updateComplete;
    const [tabs, body] = /** @type {HTMLElement[]} */ ([...this.children]);
    if (!(scroller && body)) return;
    // The tabs stay where they are, however little there is under them.
    body.style.minHeight = `${scroller.clientHeight - tabs.offsetHeight}px`;
    const above = scroller.getBoundingClientRect().top - this.getBoundingClientRect().top;
    if (above > 0) scroller.scrollBy(0, -above);
  }

  /** @param {KeyboardEvent} event struck among the tabs */
  #stepTabs = (event) => {
    const tabs = [...this.querySelectorAll(/** @type {"button"} */ ("[role=tab]"))];
    stepAside(event, tabs)?.click();
  };

  /** @param {KeyboardEvent} event struck among the tiles */
  #stepTiles = (event) => {
    /** @type {HTMLElement | null} */
    const from = /** @type {Element} */ (event.target).closest(".shared-tile");
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    const [section, at] = (from.dataset.place ?? "0 0").split(" ").map(Number);
    const counts = this.#months.map(({ items }) => items.length);
    const to = stepInGrid(event.key, { section, at }, counts, COLUMNS);
    if (!to) return;
    event.preventDefault();
    if (to === "out") this.#focus("[role=tab][aria-selected=true]");
    else {
      this.#reachable = this.#months[to.section].items[to.at].key;
      this.requestUpdate();
      this.#focus(`[data-place="${to.section} ${to.at}"] button`);
    }
  };

  /** @param {string} selector */
  #focus(selector) {
    /** @type {HTMLElement | null} */ (this.querySelector(selector))?.focus();
  }

  /**
   * @param {MediaItem} item
   * @param {HTMLElement} opener
   */
  #view({ message, media }, opener) {
    const { photo, video } = sharedMedia.of(this.chat.id);
    const pictures = new SharedPictures([photo, video], message, media.id);
    openViewer({ message, mediaId: media.id, opener, pictures });
  }

  /** @param {HTMLElement} element */
  #menuOf({ dataset }) {
    const item = this.#list?.items.find(({ key }) => key === dataset.item);
    return item ? sharedMenu(this, messenger, this.chat, item) : [];
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #reached(entries) {
    if (entries.some(({ isIntersecting }) => isIntersecting)) this.#list?.load();
  }

  /** What could not be had is asked for again once there is a connection. */
  #connected = () => {
    if (connection.status.phase === "online" && this.#list?.failed) this.#list.load();
  };
}

customElements.define("shared-tabs", SharedTabs);

/** @param {SharedList | null} list */
function canLoad(list) {
  return list?.more && !list.busy && !list.failed;
}

/** @param {SharedList} list */
function isOfTiles({ kind }) {
  return kind === "photo" || kind === "video";
}

/**
 * What is heard after a voice message: the next one in the list, of which more is fetched in time.
 * @param {SharedList} list
 * @param {string} key
 * @returns {import("../player.js").Track | null}
 */
function trackAfter(list, key) {
  const { items } = list;
  const at = items.findIndex((item) => item.key === key);
  if (at >= items.length - 2) list.load();
  const next =
    at < 0 ? undefined : items.slice(at + 1).find(({ media }) => media?.status === "ready");
  if (!next?.media) return null;
  const { message, media } = next;
  const [chatId, seq] = [message.chat_id, message.seq];
  return { id: media.id, url: media.url, chatId, seq, next: () => trackAfter(list, next.key) };
}

/** @param {Tab} tab */
function tabWords(tab) {
  switch (tab) {
    case "members":
      return t("People");
    case "photo":
      return t("Photos");
    case "video":
      return t("Videos");
    case "file":
      return t("Files");
    case "link":
      return t("Links");
    default:
      return t("Voice");
  }
}

/** @param {SharedKind} kind */
function emptyWords(kind) {
  switch (kind) {
    case "photo":
      return t("There are no photos yet.");
    case "video":
      return t("There are no videos yet.");
    case "file":
      return t("There are no files yet.");
    case "link":
      return t("There are no links yet.");
    default:
      return t("There are no voice messages yet.");
  }
}
