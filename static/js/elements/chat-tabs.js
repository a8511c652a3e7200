// @ts-check

import { classMap, html, nothing, repeat } from "../../vendor/lit.js";
import { bringMenus } from "../late.js";
import { messenger } from "../messenger.js";
import { MOST_FOLDERS } from "../models/folders.js";
import { ALL } from "../models/list-view.js";
import { t, tn } from "../texts.js";
import { icon } from "./icon.js";
import { MenuRequest } from "./menu-request.js";
import { ModelElement } from "./model-element.js";
import { stepAside } from "./roving.js";

const MOST_SHOWN = 99;

/** The person's folders over the list, once there are any. */
export class ChatTabs extends ModelElement {
  constructor() {
    super();
    new MenuRequest(this, "[data-folder]", (tab, at) => this.#openMenu(tab, at));
  }

  /** @override */
  get models() {
    return [messenger.chats, messenger.folders, messenger.listView];
  }

  /** @override */
  render() {
    const folders = messenger.folders.all();
    if (folders.length === 0) return nothing;
    return html`<div class="tabs" @keydown=${this.#key} @wheel=${this.#wheel}>
      <div role="tablist" aria-label=${t("Folders")}>
        ${this.#tab({ id: ALL, title: t("All") })}
        ${repeat(
          folders,
          ({ id }) => id,
          (folder) => this.#tab(folder),
        )}
      </div>
      ${folders.length < MOST_FOLDERS ? this.#plus() : nothing}
    </div>`;
  }

  /** @override @param {import("../../vendor/lit.js").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
    const tab = this.querySelector("[aria-selected='true']");
    if (tab === this.#seen) return;
    this.#seen = tab;
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @type {Element | null} the tab that was brought into view last */
  #seen = null;

  /** @param {{id: string, title: string}} folder */
  #tab({ id, title }) {
    const isOpen = messenger.listView.place === id;
    return html`<button
      type="button"
      role="tab"
      id=${`tab-${id}`}
      aria-controls="chat-rows"
      aria-selected=${isOpen}
      tabindex=${isOpen ? 0 : -1}
      data-folder=${id === ALL ? nothing : id}
      data-place=${id}
      @click=${() => messenger.listView.open(id)}
    ><bdi>${title}</bdi>${badge(messenger.listView.unreadIn(id))}</button>`;
  }

  #plus() {
    return html`<button
      type="button"
      class="plus"
      tabindex="-1"
      aria-label=${t("New folder")}
      title=${t("New folder")}
      @click=${() => this.#make()}
    >${icon("plus")}</button>`;
  }

  async #make() {
    const menus = await bringMenus();
    menus?.newFolder(this, messenger);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const tabs = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("button")]);
    const to = stepAside(event, tabs);
    if (to?.dataset.place) to.click();
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    const bar = /** @type {HTMLElement} */ (event.currentTarget);
    if (event.deltaX === 0 && bar.scrollWidth > bar.clientWidth) bar.scrollLeft += event.deltaY;
  }

  /**
   * @param {HTMLElement} tab
   * @param {import("./context-menu.js").MenuPoint} at
   */
  async #openMenu(tab, at) {
    const folder = messenger.folders.get(tab.dataset.folder ?? "");
    if (!folder) return;
    const menus = await bringMenus();
    menus?.openMenu(menus.tabMenu(this, messenger, folder), at, tab);
  }
}

/** @param {import("../models/list-view.js").UnreadChats} unread */
function badge({ count, isLive }) {
  if (count === 0) return nothing;
  const shown = count > MOST_SHOWN ? `${MOST_SHOWN}+` : count;
  return html`<span class=${classMap({ badge: true, muted: !isLive })} aria-hidden="true"
      >${shown}</span
    ><span class="unseen">${tn("{n} unread chat", "{n} unread chats", count)}</span>`;
}

customElements.define("chat-tabs", ChatTabs);
