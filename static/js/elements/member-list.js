// @ts-check

import { html, nothing, repeat } from "../../vendor/lit.js";
import { messenger } from "../messenger.js";
import { rowsInView } from "../models/virtual-rows.js";
import { t } from "../texts.js";
import { openMenu, openMenuUnder } from "./context-menu.js";
import { icon } from "./late-icon.js";
import { memberMenu, roleWords } from "./member-menu.js";
import { MenuRequest } from "./menu-request.js";
import { ModelElement } from "./model-element.js";
import { personLine } from "./person-line.js";
import { stepFocus } from "./roving.js";

/** The height of a row in px, as the stylesheet has it. */
const ROW = 56;
/** So many rows before the last one known the next ones are asked for. */
const AHEAD = 20;

/**
 * @typedef {import("../models/group-members.js").GroupMembers} GroupMembers
 * @typedef {import("../models/group-members.js").Member} Member
 * @typedef {import("../models/objects.js").Chat} Chat
 */

/** Who is in a group, with a search; of many people only those in view are drawn. */
export class MemberList extends ModelElement {
  /** @override */
  static properties = { chat: { attribute: false }, members: { attribute: false } };

  /** @type {HTMLElement | null} */
  #scroller = null;
  #drawn = { from: 0, to: 0 };
  /** @type {string} id of whom Tab leads to */
  #reachable = "";
  #scrolled = () => this.#look();
  #sized = new ResizeObserver(() => this.#look());

  constructor() {
    super();
    /** @type {Chat | null} */
    this.chat = null;
    /** @type {GroupMembers | null} */
    this.members = null;
    new MenuRequest(this, ".member", (row, at) => openMenu(this.#itemsOf(row), at, row));
  }

  /** @override */
  get models() {
    return this.members ? [this.members] : [];
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#scroller = this.closest(".info-body");
    this.#scroller?.addEventListener("scroll", this.#scrolled, { passive: true });
    if (this.#scroller) this.#sized.observe(this.#scroller);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#scroller?.removeEventListener("scroll", this.#scrolled);
    this.#sized.disconnect();
  }

  /** @override @param {import("../../vendor/lit.js").PropertyValues} changed */
  willUpdate(changed) {
    if (changed.has("members")) this.watchModels(); // Another group is shown now.
  }

  /** @override */
  render() {
    const all = this.members?.members ?? [];
    this.#drawn = this.#inView();
    const drawn = all.slice(this.#drawn.from, this.#drawn.to);
    const known = drawn.some(({ user }) => user.id === this.#reachable);
    const reachable = known ? this.#reachable : drawn[0]?.user.id;
    return html`
      <h2>${t("Members")}</h2>
      <div class="info-search">
        ${icon("search")}
        <input
          type="search"
          aria-label=${t("Search members")}
          placeholder=${t("Search members")}
          autocomplete="off"
          spellcheck="false"
          @input=${this.#search}
        />
      </div>
      <ul role="list" @keydown=${this.#key}>
        ${repeat(
          drawn,
          ({ user }) => user.id,
          (member) => this.#row(member, member.user.id === reachable),
        )}
      </ul>
      ${this.#hint(all.length)}
    `;
  }

  /** @override @param {import("../../vendor/lit.js").PropertyValues} changed */
  updated(changed) {
    const input = this.querySelector("input");
    if (input && changed.has("members")) input.value = this.members?.query ?? "";
    const list = this.querySelector("ul");
    if (!list) return;
    const { from, to } = this.#drawn;
    list.style.paddingTop = `${from * ROW}px`;
    list.style.paddingBottom = `${((this.members?.members.length ?? 0) - to) * ROW}px`;
    this.#look();
  }

  /** @param {number} count */
  #hint(count) {
    const { busy = true, query = "" } = this.members ?? {};
    if (count > 0 || (busy && !query)) return nothing;
    return busy ? nothing : html`<p class="info-hint">${t("Nobody here has this name.")}</p>`;
  }

  /**
   * @param {Member} member
   * @param {boolean} reachable
   */
  #row({ user, role }, reachable) {
    const isMe = user.id === messenger.me?.id;
    return html`<li>
      <button
        type="button"
        class="member"
        data-user=${user.id}
        tabindex=${reachable ? 0 : -1}
        aria-haspopup=${isMe ? nothing : "menu"}
        @click=${this.#click}
      >${personLine(user, { isMe, note: roleWords(role) })}</button>
    </li>`;
  }

  #inView() {
    const list = this.querySelector("ul");
    const count = this.members?.members.length ?? 0;
    const scroller = this.#scroller;
    if (!(list && scroller)) return rowsInView({ top: 0, height: innerHeight, row: ROW, count });
    const top = scroller.getBoundingClientRect().top - list.getBoundingClientRect().top;
    return rowsInView({ top: Math.max(0, top), height: scroller.clientHeight, row: ROW, count });
  }

  #look() {
    const { from, to } = this.#inView();
    if (from !== this.#drawn.from || to !== this.#drawn.to) this.requestUpdate();
    if (to + AHEAD > (this.members?.members.length ?? 0)) this.members?.more();
  }

  /** @param {InputEvent} event */
  #search({ target }) {
    this.members?.look(/** @type {HTMLInputElement} */ (target).value);
  }

  /** @param {HTMLElement} row */
  #itemsOf(row) {
    const member = this.members?.members.find(({ user }) => user.id === row.dataset.user);
    return member && this.chat ? memberMenu(this, messenger, this.chat, member) : [];
  }

  /** @param {MouseEvent} event */
  #click({ currentTarget }) {
    const row = /** @type {HTMLElement} */ (currentTarget);
    this.#reachable = row.dataset.user ?? "";
    const items = this.#itemsOf(row);
    if (items.length === 1) items[0].run?.();
    else if (items.length > 1) openMenuUnder(items, row);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const rows = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".member")]);
    const row = stepFocus(event, rows);
    if (!row) return;
    this.#reachable = row.dataset.user ?? "";
    this.requestUpdate();
  }
}

customElements.define("member-list", MemberList);
