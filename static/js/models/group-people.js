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
  /** @type {Map<string, {seqs: Set<number>, ids: Set<string>}>} what to ask for, by chat */
  #wanted = new Map();
  /** @type {Set<string>} chat and seq, or chat and id, that were asked for once */
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
   * Somebody of a group; undefined until the server has told who that is.
   * @param {string} chatId
   * @param {string} userId
   * @param {number} [seq] of a message that names them, who may be in the group no more
   */
  get(chatId, userId, seq) {
    const user = this.#known.get(userId);
    if (!user) this.#want(chatId, userId, seq);
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
   * @param {number} [seq]
   */
  #want(chatId, userId, seq) {
    const key = `${chatId} ${seq ?? userId}`;
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    const wanted = this.#wanted.get(chatId) ?? { seqs: new Set(), ids: new Set() };
    if (seq === undefined) wanted.ids.add(userId);
    else wanted.seqs.add(seq);
    this.#wanted.set(chatId, wanted);
    this.#timer ??= setTimeout(() => this.#askAll(), PAUSE);
  }

  async #askAll() {
    this.#timer = undefined;
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    for (const [chatId, { seqs, ids }] of wanted) {
      const [messages, people] = [[...seqs], [...ids]];
      while (messages.length + people.length > 0) {
        await this.#askFor(chatId, messages.splice(0, MOST), people.splice(0, MOST));
      }
    }
  }

  /**
   * @param {string} chat_id
   * @param {number[]} seqs
   * @param {string[]} user_ids
   */
  async #askFor(chat_id, seqs, user_ids) {
    const reply = await this.#ask("members.get", { chat_id, seqs, user_ids });
    if (reply) this.put(reply.users);
    else for (const key of [...seqs, ...user_ids]) this.#asked.delete(`${chat_id} ${key}`);
  }
}
