// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { infoPane } from "../info-pane.js";
import { messenger } from "../messenger.js";
import { GroupMembers } from "../models/group-members.js";
import { openSearch } from "../open-search.js";
import { t, tn } from "../texts.js";
import { avatar } from "./avatar.js";
import { muteItems, partingItems, personItems } from "./chat-menu.js";
import { openMenuUnder } from "./context-menu.js";
import { icon } from "./late-icon.js";
import { ModelElement } from "./model-element.js";
import { personFace } from "./person-face.js";
import { hasInfo, infoTitle, presenceOf, titleOf } from "./words.js";
import "./group-doors.js";
import "./group-photo.js";
import "./member-list.js";
import "./shared-tabs.js";

/** Several people may come at once: they are asked for together after so long, in ms. */
const PAUSE = 200;

/**
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("./context-menu.js").MenuItem} MenuItem
 * @typedef {"main" | "requests" | "banned"} View
 */

/** All there is to know about the open chat, and what can be done with it. */
export class ChatInfo extends ModelElement {
  /** @type {GroupMembers | null} of the group that is shown */
  #members = null;
  #chatId = "";
  /** @type {View} */
  #view = "main";
  /** How many people ask to be let in. */
  #asking = 0;
  /** The newest message that was looked at: one may tell of another role. */
  #newest = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #heard = (/** @type {Event} */ event) => {
    if (/** @type {CustomEvent} */ (event).detail === this.#chatId) this.#refreshSoon();
  };

  /** @override */
  get models() {
    return [messenger, messenger.chats, infoPane];
  }

  get chat() {
    return messenger.chats.get(messenger.openChatId);
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    messenger.addEventListener("members", this.#heard);
    this.addEventListener("keydown", this.#key);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    messenger.removeEventListener("members", this.#heard);
    clearTimeout(this.#timer);
    this.#members?.stop();
  }

  /** @override */
  firstUpdated() {
    this.querySelector("button")?.focus({ preventScroll: true });
  }

  /** @override */
  willUpdate() {
    const { chat } = this;
    if (chat && chat.id !== this.#chatId) this.#begin(chat);
    else if (chat) this.#follow(chat);
  }

  /** @override */
  updated() {
    const { chat } = this;
    if (chat && !hasInfo(chat)) infoPane.close();
  }

  /** @override */
  render() {
    const { chat } = this;
    if (!(chat && hasInfo(chat))) return nothing;
    return html`<section aria-label=${infoTitle(chat)}>
      ${this.#head(chat)}
      <div class="info-body">${this.#body(chat)}</div>
    </section>`;
  }

  /** @param {Chat} chat */
  #head(chat) {
    const isMain = this.#view === "main";
    const may = ["edit", "settings"].some((right) => chat.rights?.includes(right));
    const titles = {
      main: infoTitle(chat),
      requests: t("Who asks to be let in"),
      banned: t("Who is kept out"),
    };
    return html`<header>
      <button
        type="button"
        class="icon-button"
        aria-label=${isMain ? t("Close") : t("Back")}
        @click=${() => this.#back()}
      >${isMain && !infoPane.isOver ? icon("x") : icon("chevron-left")}</button>
      <h1>${titles[this.#view]}</h1>
      ${
        isMain && may
          ? html`<button
              type="button"
              class="icon-button"
              aria-label=${t("Edit the group")}
              title=${t("Edit the group")}
              @click=${() => this.#ask("edit-group", chat)}
            >${icon("pencil")}</button>`
          : nothing
      }
    </header>`;
  }

  /** @param {Chat} chat */
  #body(chat) {
    const tabs = html`<shared-tabs .chat=${chat} .members=${this.#members}></shared-tabs>`;
    if (chat.peer) return [personFace(chat), this.#acts(this.#personActs(chat)), tabs];
    if (chat.kind === "saved") return [savedFace(chat), this.#acts(searchItems()), tabs];
    if (this.#view === "requests") return html`<join-requests .chatId=${chat.id}></join-requests>`;
    if (this.#view === "banned") return html`<banned-people .chatId=${chat.id}></banned-people>`;
    return html`
      <div class="info-face">
        <group-photo .chat=${chat}></group-photo>
        <p class="info-name" dir="auto">${titleOf(chat)}</p>
        <p class="info-note">${presenceOf(chat)}</p>
        ${chat.description ? html`<p class="info-text" dir="auto">${chat.description}</p>` : nothing}
      </div>
      ${this.#acts([...this.#groupActs(chat), ...partingItems(this, chat)])}
      ${tabs}
    `;
  }

  /** @param {MenuItem[]} items */
  #acts(items) {
    return html`<ul class="info-acts" role="list">
      ${items.map(
        ({ picture, label, run, items: more, danger }) => html`<li>
          <button
            type="button"
            class=${danger ? "danger" : ""}
            aria-haspopup=${more ? "menu" : nothing}
            @click=${more ? (/** @type {MouseEvent} */ event) => openUnder(more, event) : run}
          >
            ${picture}<span>${label}</span>
          </button>
        </li>`,
      )}
    </ul>`;
  }

  /** @param {Chat} chat */
  #personActs(chat) {
    return [
      ...muteItems(messenger, chat),
      ...searchItems(),
      ...personItems(this, messenger, chat),
      ...partingItems(this, chat),
    ];
  }

  /**
   * @param {Chat} chat
   * @returns {MenuItem[]}
   */
  #groupActs(chat) {
    const may = (/** @type {string} */ right) => chat.rights?.includes(right) === true;
    const asking = tn("{n} asks to be let in", "{n} ask to be let in", this.#asking);
    /** @type {[boolean, MenuItem][]} */
    const acts = [
      [
        may("add"),
        {
          picture: icon("user-plus"),
          label: t("Add people"),
          run: () => this.#ask("add-members", chat),
        },
      ],
      [
        may("invite"),
        { picture: icon("link"), label: t("Invitations"), run: () => this.#ask("invites", chat) },
      ],
      [
        may("remove") && this.#asking > 0,
        { picture: icon("door"), label: asking, run: () => this.#show("requests") },
      ],
      [
        may("remove"),
        { picture: icon("ban"), label: t("Who is kept out"), run: () => this.#show("banned") },
      ],
    ];
    const allowed = acts.filter(([is]) => is).map(([, item]) => item);
    return [...muteItems(messenger, chat), ...searchItems(), ...allowed];
  }

  /**
   * @param {string} dialog
   * @param {Chat} chat
   */
  #ask(dialog, chat) {
    this.askDialog(dialog, { chat_id: chat.id, title: titleOf(chat) });
  }

  /** @param {View} view */
  async #show(view) {
    this.#view = view;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector("button")?.focus({ preventScroll: true });
  }

  #back() {
    if (this.#view === "main") infoPane.close();
    else this.#show("main");
  }

  /** @param {Chat} chat that is shown from now on */
  #begin(chat) {
    this.#chatId = chat.id;
    this.#view = "main";
    this.#asking = 0;
    this.#newest = chat.last_seq;
    this.#members?.stop();
    this.#members = null;
    if (chat.kind !== "group") return;
    this.#members = new GroupMembers((data) => this.#askMembers(chat.id, data));
    this.#refresh();
  }

  /** @param {Chat} chat that has changed */
  #follow({ last_seq, last_message }) {
    if (last_seq === this.#newest) return;
    this.#newest = last_seq;
    if (last_message?.kind === "service") this.#refreshSoon();
  }

  #refreshSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), PAUSE);
  }

  #refresh() {
    this.#members?.refresh();
    this.#countAsking();
  }

  async #countAsking() {
    const { chat } = this;
    if (!chat?.rights?.includes("remove")) return;
    const reply = await messenger.ask("invites.requests", { chat_id: chat.id });
    if (!reply || chat.id !== this.#chatId) return;
    this.#asking = reply.requests.length;
    this.requestUpdate();
  }

  /**
   * @param {string} chatId
   * @param {object} data
   */
  async #askMembers(chatId, data) {
    const page = await messenger.ask("members.list", { chat_id: chatId, ...data });
    if (page) {
      const { members } = /** @type {{members: import("../models/group-members.js").Member[]}} */ (
        page
      );
      messenger.members.put(members.map(({ user }) => user));
    }
    return page;
  }

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.#back();
  };
}

/** @param {Chat} chat with oneself */
function savedFace(chat) {
  return html`<div class="info-face">
    ${avatar(chat)}
    <p class="info-name">${titleOf(chat)}</p>
    <p class="info-note">${presenceOf(chat)}</p>
  </div>`;
}

/** @returns {MenuItem[]} */
function searchItems() {
  return [{ picture: icon("search"), label: t("Search in this chat"), run: () => openSearch() }];
}

/**
 * @param {MenuItem[]} items
 * @param {MouseEvent} event
 */
function openUnder(items, { currentTarget }) {
  openMenuUnder(items, /** @type {HTMLElement} */ (currentTarget));
}

customElements.define("chat-info", ChatInfo);
