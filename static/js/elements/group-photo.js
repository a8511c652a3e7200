// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { messenger } from "../messenger.js";
import { uploadPhoto } from "../photo-upload.js";
import { t } from "../texts.js";
import { initials, photo, toneOf } from "./avatar.js";
import { openMenuUnder } from "./context-menu.js";
import { icon } from "./late-icon.js";
import { ModelElement } from "./model-element.js";

const SIZE = 96;

/** @typedef {import("../models/objects.js").Chat} Chat */

/** The photo of a group; whoever may edit the group changes it by a press. */
class GroupPhoto extends ModelElement {
  /** @override */
  static properties = { chat: { attribute: false } };

  #isOpen = false;

  constructor() {
    super();
    /** @type {Chat | null} */
    this.chat = null;
  }

  /** @override */
  render() {
    const { chat } = this;
    if (!chat) return nothing;
    const tile = html`<span class="letter-tile tone-${toneOf(chat.id)}" aria-hidden="true"
      >${initials(chat.title)}${photo(chat.avatar, SIZE)}</span>`;
    if (!chat.rights?.includes("edit")) return tile;
    return html`<button
        type="button"
        class="photo-button"
        aria-label=${t("Photo of the group")}
        aria-haspopup=${chat.avatar ? "menu" : "dialog"}
        @click=${(/** @type {MouseEvent} */ { currentTarget }) =>
          this.#choose(/** @type {HTMLElement} */ (currentTarget), chat)}
      >${tile}<span class="photo-mark" aria-hidden="true">${icon("camera")}</span></button>
      ${this.#dialog(chat)}`;
  }

  /** @param {Chat} chat */
  #dialog(chat) {
    return html`<dialog
      class="photo-dialog"
      aria-labelledby="photo-dialog-title"
      @close=${() => this.#closed()}
      @keydown=${(/** @type {Event} */ event) => event.stopPropagation()}
    >
      ${
        this.#isOpen
          ? html`<header>
                <h2 id="photo-dialog-title">${t("Photo of the group")}</h2>
                <button
                  type="button"
                  class="icon-button"
                  aria-label=${t("Close")}
                  @click=${() => this.#box?.close()}
                >${icon("x")}</button>
              </header>
              <photo-cropper
                .save=${save(chat.id)}
                .label=${t("Photo of the group")}
                @photo-saved=${() => this.#box?.close()}
                @photo-left=${() => this.#box?.close()}
              ></photo-cropper>`
          : nothing
      }
    </dialog>`;
  }

  get #box() {
    return this.querySelector("dialog");
  }

  /**
   * @param {HTMLElement} button
   * @param {Chat} chat
   */
  #choose(button, chat) {
    if (!chat.avatar) {
      this.#open();
      return;
    }
    const remove = () => messenger.ask("chats.update", { chat_id: chat.id, avatar: "" });
    openMenuUnder(
      [
        { picture: icon("photo-up"), label: t("Change the photo"), run: () => void this.#open() },
        {
          picture: icon("trash"),
          label: t("Remove the photo"),
          danger: true,
          run: () => void remove(),
        },
      ],
      button,
    );
  }

  async #open() {
    this.#isOpen = true;
    this.requestUpdate();
    this.#box?.showModal();
    try {
      await import("./photo-cropper.js");
    } catch {
      this.#box?.close();
      messenger.notice(t("The server could not be reached. Please try again."));
    }
  }

  #closed() {
    this.#isOpen = this.#box?.open === true;
    this.requestUpdate();
  }
}

/**
 * What makes a picture the photo of a group.
 * @param {string} chatId
 * @returns {import("./photo-cropper.js").Save}
 */
function save(chatId) {
  return async (picture, options) => {
    const media = await uploadPhoto(picture, options);
    const reply = await messenger.connection.request("chats.update", {
      chat_id: chatId,
      avatar: media.id,
    });
    return reply.chat;
  };
}

customElements.define("group-photo", GroupPhoto);
