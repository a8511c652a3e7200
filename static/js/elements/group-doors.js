// @ts-check
/** Who stands at the door of a group: those who ask to be let in, and those who are kept out. */

import { html, repeat } from "../../vendor/lit.js";
import { messenger } from "../messenger.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";
import { ModelElement } from "./model-element.js";
import { nameOf, personLine } from "./person-line.js";

/** @typedef {import("../models/objects.js").User} User */

/** A list of people about whom is decided one by one. */
class DoorList extends ModelElement {
  /** @override */
  static properties = { chatId: { attribute: false } };

  /** @type {User[] | null} null until they have come */
  #people = null;
  #decided = false;
  #heard = (/** @type {Event} */ event) => {
    if (/** @type {CustomEvent} */ (event).detail === this.chatId) this.load();
  };

  constructor() {
    super();
    this.chatId = "";
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    messenger.addEventListener("members", this.#heard);
    this.load();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    messenger.removeEventListener("members", this.#heard);
  }

  async load() {
    this.#people = (await this.ask()) ?? this.#people ?? [];
    this.requestUpdate();
  }

  /** @override */
  render() {
    if (this.#people === null) return html`<p class="info-hint">${t("Loading…")}</p>`;
    if (this.#people.length === 0) return html`<p class="info-hint">${this.nobody}</p>`;
    return html`<ul role="list">
      ${repeat(
        this.#people,
        ({ id }) => id,
        (user) => html`<li class="member">${personLine(user)} ${this.answers(user)}</li>`,
      )}
    </ul>`;
  }

  /**
   * Ask the server something about somebody, and for the list again.
   * @param {string} op
   * @param {object} facts
   */
  async decide(op, facts) {
    this.#decided = true;
    await messenger.ask(op, { chat_id: this.chatId, ...facts });
    messenger.dispatchEvent(new CustomEvent("members", { detail: this.chatId }));
  }

  /** @override What was decided by a button is gone with it: the focus stays in the pane. */
  updated() {
    if (!this.#decided || document.activeElement !== document.body) return;
    this.#decided = false;
    this.closest("chat-info")?.querySelector("button")?.focus({ preventScroll: true });
  }

  /** @returns {Promise<User[] | null>} */
  async ask() {
    return null;
  }

  get nobody() {
    return "";
  }

  /**
   * The buttons beside somebody.
   * @param {User} _user
   * @returns {unknown}
   */
  answers(_user) {
    return "";
  }
}

/** Who asks to be let in. */
class JoinRequests extends DoorList {
  /** @override */
  async ask() {
    const reply = await messenger.ask("invites.requests", { chat_id: this.chatId });
    return reply?.requests.map((/** @type {{user: User}} */ { user }) => user) ?? null;
  }

  /** @override */
  get nobody() {
    return t("Nobody asks to be let in.");
  }

  /** @override @param {User} user */
  answers(user) {
    const name = nameOf(user);
    const answer = (/** @type {"approve" | "refuse"} */ word) =>
      this.decide("invites.answer", { user_id: user.id, answer: word });
    return html`<button
        type="button"
        class="icon-button yes"
        aria-label=${t("Let {name} in", { name })}
        title=${t("Let in")}
        @click=${() => answer("approve")}
      >${icon("check")}</button>
      <button
        type="button"
        class="icon-button"
        aria-label=${t("Do not let {name} in", { name })}
        title=${t("Refuse")}
        @click=${() => answer("refuse")}
      >${icon("x")}</button>`;
  }
}

/** Who is kept out. */
class BannedPeople extends DoorList {
  /** @override */
  async ask() {
    return (await messenger.ask("members.banned", { chat_id: this.chatId }))?.users ?? null;
  }

  /** @override */
  get nobody() {
    return t("Nobody is kept out.");
  }

  /** @override @param {User} user */
  answers(user) {
    return html`<button
      type="button"
      class="soft-button"
      aria-label=${t("No longer keep {name} out", { name: nameOf(user) })}
      @click=${() => this.decide("members.unban", { user_id: user.id })}
    >${t("Let in again")}</button>`;
  }
}

customElements.define("join-requests", JoinRequests);
customElements.define("banned-people", BannedPeople);
