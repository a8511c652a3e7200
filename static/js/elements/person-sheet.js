// @ts-check

import { html, repeat } from "../../vendor/lit.js";
import { messenger } from "../messenger.js";
import { t } from "../texts.js";
import { personLine } from "./person-line.js";
import { stepFocus } from "./roving.js";
import { Sheet } from "./sheet.js";

/** So long the person has stopped typing before the server is asked, in ms. */
const PAUSE = 200;
const MOST = 50;

/**
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").User} User
 */

/** Chooses one of those who write in a chat, or of all whom one may know. */
export class PersonSheet extends Sheet {
  asked = "";
  /** @type {Chat | null} */
  chat = null;
  /** @type {(person: User | null) => void} */
  settle = () => {};
  /** @type {User[]} */
  #people = [];
  #turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @override */
  get models() {
    return [messenger];
  }

  /** @override */
  get heading() {
    return this.asked;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#look("");
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.settle(null);
  }

  /** @override */
  body() {
    return html`
      <input
        type="search"
        class="plain-field"
        autofocus
        aria-label=${t("Nick or name")}
        placeholder=${t("Nick or name")}
        autocomplete="off"
        @input=${this.#typed}
        @keydown=${this.#step}
      />
      <ul class="sheet-rows" role="list" @keydown=${this.#step}>
        ${repeat(
          this.#people,
          ({ id }) => id,
          (person) => html`<li>
            <button type="button" class="person-choice" @click=${() => this.#choose(person)}>
              ${personLine(person)}
            </button>
          </li>`,
        )}
      </ul>
    `;
  }

  /** @param {User} person */
  #choose(person) {
    this.settle(person);
    this.close();
  }

  /** @param {InputEvent} event */
  #typed = ({ target }) => {
    const query = /** @type {HTMLInputElement} */ (target).value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(query), PAUSE);
  };

  /** @param {string} query */
  async #look(query) {
    this.#turn += 1;
    const turn = this.#turn;
    const found = await this.#ask(query);
    if (turn !== this.#turn) return;
    this.#people = found;
    this.requestUpdate();
  }

  /**
   * @param {string} query
   * @returns {Promise<User[]>}
   */
  async #ask(query) {
    if (this.chat?.kind === "group") {
      const asked = { chat_id: this.chat.id, query, limit: MOST };
      const page = await messenger.ask("members.list", asked);
      return (page?.members ?? []).map((/** @type {{user: User}} */ { user }) => user);
    }
    const near = [messenger.me, ...(this.chat ? [this.chat.peer] : peers())];
    const own = near.filter((each) => each != null).filter((each) => isCalled(each, query));
    if (this.chat || query === "") return own;
    const reply = await messenger.ask("users.search", { query, limit: MOST });
    /** @type {User[]} */
    const users = reply?.users ?? [];
    return [...own, ...users.filter(({ id }) => own.every((each) => each.id !== id))];
  }

  /** @param {KeyboardEvent} event */
  #step = (event) => {
    const rows = [...this.querySelectorAll(/** @type {"button"} */ (".person-choice"))];
    stepFocus(event, rows);
  };
}

/** Those with whom one talks, as the list of chats has them. */
function peers() {
  return messenger.chats.ordered().map(({ peer }) => peer);
}

/**
 * @param {User} person
 * @param {string} query
 */
function isCalled({ name, username }, query) {
  const wanted = query.toLowerCase();
  return `${name} ${username}`.toLowerCase().includes(wanted);
}

customElements.define("person-sheet", PersonSheet);

/**
 * Let one person be chosen.
 * @param {string} asked
 * @param {Chat | null} chat
 * @returns {Promise<User | null>} null where nobody was
 */
export function choosePerson(asked, chat) {
  return new Promise((resolve) => {
    const sheet = new PersonSheet();
    Object.assign(sheet, { asked, chat, settle: resolve });
    (document.querySelector(".messenger") ?? document.body).append(sheet);
  });
}
