// @ts-check

import { Observable } from "./observable.js";
import { spellings } from "./search-words.js";

/** So long the person has stopped typing before the server is asked, in ms. */
const PAUSE = 150;
/** So long what the server told counts as what is, in ms. */
const FRESH = 60_000;
/** As many as are asked for, and offered. */
const MOST = 50;
/** So many people stand above the way to name everybody. */
const ABOVE_ALL = 4;
/** Nicks as the server reads them in a text. */
const NICK = /^[a-z0-9_.]{3,32}$/i;
/** By which words everybody is looked for, in whatever language one writes. */
const EVERYBODY = ["all", "everybody", "everyone", "все", "всех", "всем"];

/**
 * @typedef {import("./objects.js").Chat} Chat
 * @typedef {import("./objects.js").User} User
 *
 * @typedef {object} Offer
 * @property {string} nick what stands after the `@`
 * @property {User | null} user null for everybody
 *
 * @typedef {{people: User[], whole: boolean, at: number}} Page
 */

/** Whom a message in a group may name: first whom the page knows, then whom the server tells. */
export class MentionPeople extends Observable {
  /** @type {Offer[]} the best first */
  offers = [];
  /** @type {Chat | null} */
  #chat = null;
  /** @type {string[]} what is meant by what is typed */
  #wanted = [];
  /** @type {Map<string, Page>} by what was asked for */
  #pages = new Map();
  /** @type {Set<string>} ids of people who wrote here and are in the group no more */
  #gone = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #ask;
  #recent;
  #me;

  /**
   * @param {object} parts
   * @param {(op: string, data: object) => Promise<any>} parts.ask answers null where it failed
   * @param {(chatId: string) => User[]} parts.recent who has written in a group, the last one first
   * @param {() => string} parts.me id of the person at this page, who is not offered
   */
  constructor({ ask, recent, me }) {
    super();
    this.#ask = ask;
    this.#recent = recent;
    this.#me = me;
  }

  /**
   * Offer whom a group has of this name.
   * @param {Chat} chat
   * @param {string} query of a name or a nick; empty for everybody
   */
  look(chat, query) {
    if (chat.id !== this.#chat?.id) this.#forget();
    this.#chat = chat;
    this.#wanted = query === "" ? [""] : spellings(query);
    clearTimeout(this.#timer);
    this.#show();
    if (this.#told()) return;
    const pause = query === "" ? 0 : PAUSE;
    this.#timer = setTimeout(() => {
      // What was asked before may have told it meanwhile.
      if (!this.#told()) this.#askFor(chat.id, this.#wanted);
    }, pause);
  }

  /** Nobody is to be named any more. */
  stop() {
    clearTimeout(this.#timer);
    this.#wanted = [];
    this.offers = [];
    this.changed();
  }

  #forget() {
    this.#pages.clear();
    this.#gone.clear();
  }

  #show() {
    this.offers = this.#offers();
    this.changed();
  }

  /** @returns {Offer[]} */
  #offers() {
    if (!this.#chat || this.#wanted.length === 0) return [];
    const recent = this.#recent(this.#chat.id).map(({ id }) => id);
    const everybody = this.#known().filter(
      ({ id, username, deleted }) => id !== this.#me() && !deleted && NICK.test(username),
    );
    /** @type {Offer[]} */
    const offers = best(everybody, this.#wanted, recent)
      .slice(0, MOST)
      .map((user) => ({ nick: user.username, user }));
    if (this.#mayNameAll()) offers.splice(ABOVE_ALL, 0, { nick: "all", user: null });
    return offers;
  }

  #mayNameAll() {
    const called = this.#wanted.some((word) => EVERYBODY.some((each) => each.startsWith(word)));
    return called && this.#chat?.rights?.includes("mention_all") === true;
  }

  /** Those among whom are all of the name, where the server has told; else whoever is known. */
  #known() {
    const whole = this.#whole().find(({ people }) => people.length > 0);
    if (whole) return whole.people;
    const told = [...this.#pages.values()].flatMap(({ people }) => people);
    const wrote = this.#recent(this.#chat?.id ?? "").filter(({ id }) => !this.#gone.has(id));
    return [...new Map([...wrote, ...told].map((user) => [user.id, user])).values()];
  }

  /** The pages on each of which are all whose names begin as what is typed. */
  #whole() {
    const [typed = ""] = this.#wanted;
    return [...this.#pages]
      .filter(([query, { whole, at }]) => whole && isFresh(at) && typed.startsWith(query))
      .map(([, page]) => page);
  }

  /** Whether the server need not be asked. */
  #told() {
    const exact = this.#pages.get(this.#wanted[0] ?? "");
    return this.#whole().length > 0 || (exact !== undefined && isFresh(exact.at));
  }

  /**
   * @param {string} chatId
   * @param {string[]} wanted
   */
  async #askFor(chatId, wanted) {
    const [typed] = wanted;
    for (const query of wanted) {
      const page = await this.#ask("members.list", { chat_id: chatId, query, limit: MOST });
      if (!page || chatId !== this.#chat?.id) return;
      this.#keep(query, page);
      // What was typed in the other layout names nobody: the other one is right then.
      if (page.members.length > 0 || typed !== this.#wanted[0]) break;
    }
    if (this.#wanted.length > 0) this.#show();
    if (this.#whole().length === 0) await this.#askForRecent(chatId);
  }

  /**
   * @param {string} query
   * @param {{members: {user: User}[], cursor: string | null}} page
   */
  #keep(query, { members, cursor }) {
    const people = members.map(({ user }) => user);
    this.#pages.set(query, { people, whole: cursor === null, at: Date.now() });
  }

  /**
   * Of many members only a part was told: who has written here and has left is offered no more.
   * @param {string} chatId
   */
  async #askForRecent(chatId) {
    const ids = this.#recent(chatId).map(({ id }) => id);
    const user_ids = ids.filter((id) => !this.#isTold(id)).slice(0, MOST);
    if (user_ids.length === 0) return;
    const reply = await this.#ask("members.get", { chat_id: chatId, user_ids });
    if (!reply || chatId !== this.#chat?.id) return;
    const there = new Set(reply.users.map((/** @type {User} */ { id }) => id));
    this.#gone = new Set([...this.#gone, ...user_ids.filter((id) => !there.has(id))]);
    this.#pages.set(" ", { people: reply.users, whole: false, at: Date.now() });
    if (this.#wanted.length > 0) this.#show();
  }

  /** @param {string} id */
  #isTold(id) {
    const told = [...this.#pages.values()].some(({ people }) => people.some((p) => p.id === id));
    return told || this.#gone.has(id);
  }
}

/** @param {number} at epoch ms */
function isFresh(at) {
  return Date.now() - at < FRESH;
}

/**
 * Those whom the first spelling names that names anybody: by nick or first name before others,
 * then who wrote last.
 * @param {User[]} people
 * @param {string[]} wanted
 * @param {string[]} recent ids
 */
function best(people, wanted, recent) {
  const wrote = new Map(recent.map((id, at) => [id, at]));
  const place = (/** @type {User} */ { id }) => wrote.get(id) ?? recent.length;
  for (const word of wanted) {
    const found = people.filter((user) => rankOf(user, word) < 2);
    if (found.length === 0) continue;
    return found.sort((a, b) => rankOf(a, word) - rankOf(b, word) || place(a) - place(b));
  }
  return [];
}

/**
 * 0 where nick or name begin with a word, 1 where another part of the name does, 2 for nothing.
 * @param {User} user
 * @param {string} word
 */
function rankOf({ username, name }, word) {
  const [folded, wanted] = [fold(name), fold(word)];
  if (username.startsWith(wanted) || folded.startsWith(wanted)) return 0;
  return folded.includes(` ${wanted}`) ? 1 : 2;
}

/** @param {string} text */
function fold(text) {
  return text.toLowerCase().replaceAll("ё", "е");
}
