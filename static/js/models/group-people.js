// @ts-check

import { Observable } from "./observable.js";

/** Ids that are wanted within so long, in ms, are asked for together. */
const PAUSE = 30;
/** As many as one question may name. */
const MOST = 100;

/** @typedef {import("./objects.js").User} User */

/** Who stands behind the ids in groups: messages name their senders by nothing else. */
export class GroupPeople extends Observable {
  /** @type {Map<string, User>} */
  #known = new Map();
  /** @type {Map<string, Set<string>>} ids to be asked for, by chat */
  #wanted = new Map();
  /** @type {Set<string>} ids that were asked for once */
  #asked = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #ask;

  /** @param {(op: string, data: object) => Promise<any>} ask answers null where it failed */
  constructor(ask) {
    super();
    this.#ask = ask;
  }

  /**
   * Somebody who is or was in a group; undefined until the server has told who that is.
   * @param {string} chatId
   * @param {string} userId
   */
  get(chatId, userId) {
    const user = this.#known.get(userId);
    if (!user) this.#want(chatId, userId);
    return user;
  }

  /** Everybody who is known. */
  all() {
    return [...this.#known.values()];
  }

  /** @param {User[]} users as somebody has told of them */
  put(users) {
    const news = users.filter((user) => this.#known.get(user.id) !== user);
    for (const user of news) this.#known.set(user.id, user);
    if (news.length > 0) this.changed();
  }

  /** A connection stands again: what could not be answered may be now, and names may be others. */
  refresh() {
    this.#asked.clear();
  }

  /**
   * @param {string} chatId
   * @param {string} userId
   */
  #want(chatId, userId) {
    if (this.#asked.has(userId)) return;
    this.#asked.add(userId);
    const ids = this.#wanted.get(chatId) ?? new Set();
    this.#wanted.set(chatId, ids.add(userId));
    this.#timer ??= setTimeout(() => this.#askAll(), PAUSE);
  }

  async #askAll() {
    this.#timer = undefined;
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    for (const [chatId, ids] of wanted) {
      const all = [...ids];
      while (all.length > 0) await this.#askFor(chatId, all.splice(0, MOST));
    }
  }

  /**
   * @param {string} chat_id
   * @param {string[]} user_ids
   */
  async #askFor(chat_id, user_ids) {
    const reply = await this.#ask("members.get", { chat_id, user_ids });
    if (reply) this.put(reply.users);
    else for (const id of user_ids) this.#asked.delete(id);
  }
}
