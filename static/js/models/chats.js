// @ts-check

import { callsOf, names, newest } from "./chat.js";
import { Observable } from "./observable.js";

/**
 * @typedef {import("./objects.js").Chat} Chat
 * @typedef {import("./objects.js").Message} Message
 * @typedef {import("./objects.js").User} User
 */

/** No timer waits longer, in ms; a mute of some weeks and more ends on another page. */
const LONGEST_WAIT = 2 ** 31 - 1;

/**
 * The person's chats, in the order of the list.
 *
 * Each `apply…` answers whether the chat must be asked for again, since its last message or its
 * count of unread ones can't be known here.
 */
export class Chats extends Observable {
  /** Whether the whole list has arrived. */
  complete = false;
  /** How many chats have gone so far. */
  removals = 0;
  /** @type {Map<string, number>} the chats that have gone, by when: as `removals` was then */
  #gone = new Map();
  /** @type {Map<string, Chat>} */
  #chats = new Map();
  /** When chats came into the list or were written in here, until the server tells its time. */
  #arrived = new Map();
  /** @type {Map<string, Chat>} what an earlier page knew, until the server has told of it */
  #remembered = new Map();
  /** @type {Map<string, number[]>} unread messages counted here since the last whole chat came */
  #counted = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #muteTimer;
  /** When the next mute ends, in epoch ms. */
  #muteEnds = Number.POSITIVE_INFINITY;
  /** @type {Chat[] | null} in the order of the list, until something changes */
  #ordered = null;
  #wished;
  #leaving;

  /**
   * @param {object} [wishes]
   * @param {(chatId: string) => Partial<Chat>} [wishes.wished] how a chat looks with what is still
   *   on its way to the server
   * @param {() => Set<string>} [wishes.leaving] the chats that are about to be deleted
   */
  constructor({ wished = () => ({}), leaving = () => new Set() } = {}) {
    super();
    this.#wished = wished;
    this.#leaving = leaving;
  }

  /** @override */
  changed() {
    this.#ordered = null;
    super.changed();
  }

  /** @param {string | null} chatId */
  get(chatId) {
    return this.#chats.get(chatId ?? "");
  }

  get size() {
    return this.#chats.size;
  }

  /** @param {Chat} chat */
  set(chat) {
    this.#gone.delete(chat.id);
    const known = this.#chats.get(chat.id);
    if (!known && this.complete) this.#arrived.set(chat.id, new Date().toISOString());
    const counted = this.#counted.get(chat.id) ?? [];
    // What is only remembered may be older or newer than the server: that one is right.
    const outdated = known && this.#remembered.get(chat.id) === known;
    this.#remembered.delete(chat.id);
    const joined = outdated ? chat : newest(known, chat, counted);
    this.#keep({ ...joined, ...this.#wished(chat.id) });
    this.#counted.set(
      chat.id,
      counted.filter((seq) => seq > chat.last_seq),
    );
    this.changed();
  }

  /**
   * Take a chat of the list as the server orders it: an empty one has its place from the one above.
   * @param {Chat} chat
   * @param {Chat} [above]
   */
  setBelow(chat, above) {
    this.set(chat);
    if (chat.last_message || this.#arrived.has(chat.id)) return;
    const below = above?.pinned === chat.pinned ? this.#activity(above) : "";
    this.#arrived.set(chat.id, below || new Date().toISOString());
    this.changed();
  }

  /**
   * Whether a chat has gone after a moment of `removals`, and not come again: what the server read
   * before that does not know it.
   * @param {string} chatId
   * @param {number} since
   */
  hasGone(chatId, since) {
    return (this.#gone.get(chatId) ?? 0) > since;
  }

  /** @param {string} chatId */
  remove(chatId) {
    this.removals += 1;
    this.#gone.set(chatId, this.removals);
    this.#chats.delete(chatId);
    this.#remembered.delete(chatId);
    this.#counted.delete(chatId);
    this.changed();
  }

  setComplete() {
    this.complete = true;
    this.changed();
  }

  /** @returns {Chat[]} */
  all() {
    return [...this.#chats.values()];
  }

  /** @param {Chat[]} chats as an earlier page knew them, shown until the server tells of them */
  restore(chats) {
    for (const chat of chats) {
      if (this.#chats.has(chat.id)) continue;
      this.#keep(chat);
      this.#remembered.set(chat.id, chat);
      this.#counted.set(chat.id, []);
    }
    this.changed();
  }

  /** Chats that an earlier page knew and the server has not told of. */
  remembered() {
    return [...this.#remembered.keys()];
  }

  /** All but those that are about to be deleted. */
  shown() {
    const leaving = this.#leaving();
    return leaving.size === 0 ? this.all() : this.all().filter(({ id }) => !leaving.has(id));
  }

  /**
   * The chats as the list shows them: pinned ones first, then by what was said last.
   * @returns {readonly Chat[]}
   */
  ordered() {
    this.#ordered ??= this.shown().sort(
      (a, b) =>
        Number(b.pinned) - Number(a.pinned) ||
        b.pin_order - a.pin_order ||
        this.#compareActivity(a, b),
    );
    return this.#ordered;
  }

  /** The pinned chats in their order. */
  pinned() {
    return this.ordered().filter(({ pinned }) => pinned);
  }

  /** @param {string} chatId of a chat in which one's own message waits: it rises at once */
  rise(chatId) {
    this.#arrived.set(chatId, new Date().toISOString());
    this.changed();
  }

  /** How many unread messages call for the person: none of a muted chat or of the archive. */
  unreadTotal() {
    const now = Date.now();
    let total = 0;
    for (const chat of this.shown()) if (!chat.archived) total += callsOf(chat, now);
    return total;
  }

  /** @param {string[]} chatIds of the pinned chats, in their new order */
  applyPins(chatIds) {
    for (const [place, chatId] of chatIds.entries()) {
      const chat = this.#chats.get(chatId);
      const facts = { pin_order: chatIds.length - place, ...this.#wished(chatId) };
      if (chat) this.#put(chat, facts);
    }
  }

  /**
   * A chat was emptied: it stays where it stood.
   * @param {Chat} chat
   */
  applyCleared(chat) {
    const known = this.#chats.get(chat.id);
    if (known) this.#arrived.set(chat.id, this.#activity(known));
    this.set(chat);
  }

  /**
   * @param {Message} message
   * @param {string} me id of the person at this page
   */
  applyNew(message, me) {
    const chat = this.#chats.get(message.chat_id);
    if (!chat) return true;
    if (message.seq <= chat.last_seq) return false;
    const theirs = message.sender_id !== me;
    this.#arrived.delete(chat.id); // The server's clock counts now.
    if (theirs) this.#counted.get(chat.id)?.push(message.seq);
    const unread = chat.unread + (theirs ? 1 : 0);
    const mentions = (chat.mentions ?? 0) + (theirs && names(message, me) ? 1 : 0);
    const version = Math.max(chat.version, message.version);
    this.#put(chat, { last_message: message, last_seq: message.seq, unread, mentions, version });
    return false;
  }

  /**
   * @param {Message} message edited, or deleted for everyone
   * @param {number} version
   */
  applyUpdated(message, version) {
    const chat = this.#chats.get(message.chat_id);
    if (!chat) return true;
    const isLast = chat.last_message?.seq === message.seq;
    this.#put(chat, {
      version: Math.max(chat.version, version),
      last_message: isLast ? message : chat.last_message,
    });
    const isUnread = message.seq > chat.read_seq;
    // Whom it names may be others now.
    const calls = isUnread && ((chat.mentions ?? 0) > 0 || isNaming(message));
    return calls || (message.deleted && (isLast || isUnread));
  }

  /**
   * @param {string} chatId
   * @param {number[]} seqs that the person deleted for itself
   */
  applyHidden(chatId, seqs) {
    const chat = this.#chats.get(chatId);
    return Boolean(
      chat && seqs.some((seq) => seq > chat.read_seq || seq === chat.last_message?.seq),
    );
  }

  /**
   * @param {string} chatId
   * @param {number} seq up to which this person has read
   * @param {{unread?: number, mentions?: number}} [told] how much is left, where that is known
   */
  applyOwnRead(chatId, seq, { unread, mentions: calls } = {}) {
    const chat = this.#chats.get(chatId);
    if (!chat || seq < chat.read_seq) return false;
    if (chat.marked_unread) this.#put(chat, { marked_unread: false });
    if (unread === undefined && seq === chat.read_seq) return false;
    const left = unread ?? (seq >= chat.last_seq ? 0 : chat.unread);
    const mentions = left > 0 ? Math.max(0, calls ?? chat.mentions ?? 0) : 0;
    this.#put(chat, { read_seq: seq, unread: left, mentions, marked_unread: false });
    return unread === undefined && seq < chat.last_seq;
  }

  /**
   * @param {string} chatId
   * @param {number} seq up to which the other has read
   */
  applyPeerRead(chatId, seq) {
    const chat = this.#chats.get(chatId);
    if (chat) this.#put(chat, { peer_read_seq: Math.max(chat.peer_read_seq, seq) });
  }

  /**
   * @param {string} userId
   * @param {Partial<User>} facts
   */
  applyUser(userId, facts) {
    for (const chat of this.#chats.values()) {
      if (chat.peer?.id !== userId) continue;
      const peer = { ...chat.peer, ...facts };
      this.#put(chat, { peer, title: chat.kind === "direct" ? peer.name : chat.title });
    }
  }

  /**
   * @param {string} chatId
   * @param {string} draft
   */
  setDraft(chatId, draft) {
    const chat = this.#chats.get(chatId);
    if (chat && (chat.draft ?? "") !== draft) this.#put(chat, { draft });
  }

  /**
   * What the person wishes of a chat shows at once, before the server has it.
   * @param {string} chatId
   * @param {Partial<Chat>} facts
   */
  keep(chatId, facts) {
    const chat = this.#chats.get(chatId);
    if (chat) this.#put(chat, facts);
  }

  /**
   * @param {Chat} chat
   * @param {Partial<Chat>} facts
   */
  #put(chat, facts) {
    this.#keep({ ...chat, ...facts });
    this.changed();
  }

  /** @param {Chat} chat */
  #keep(chat) {
    this.#chats.set(chat.id, chat);
    if (chat.muted_until === null) return;
    const ends = Date.parse(chat.muted_until);
    const wait = ends - Date.now();
    if (wait > 0 && wait <= LONGEST_WAIT && ends < this.#muteEnds) this.#awaitUnmute(ends, wait);
  }

  /**
   * A mute that ends is told like any other change.
   * @param {number} ends epoch ms
   * @param {number} wait ms
   */
  #awaitUnmute(ends, wait) {
    clearTimeout(this.#muteTimer);
    this.#muteEnds = ends;
    this.#muteTimer = setTimeout(() => this.#unmute(), wait);
  }

  #unmute() {
    this.#muteEnds = Number.POSITIVE_INFINITY;
    for (const chat of this.all()) this.#keep(chat);
    this.changed();
  }

  /**
   * @param {Chat} a
   * @param {Chat} b
   */
  #compareActivity(a, b) {
    const [atA, atB] = [this.#activity(a), this.#activity(b)];
    if (atA !== atB) return atA < atB ? 1 : -1;
    return a.id < b.id ? 1 : -1;
  }

  /** @param {Chat} chat */
  #activity(chat) {
    const [said, arrived] = [chat.last_message?.sent_at ?? "", this.#arrived.get(chat.id) ?? ""];
    return said > arrived ? said : arrived;
  }
}

/** @param {Message} message */
function isNaming({ mentions = [], mentions_all = false }) {
  return mentions_all || mentions.length > 0;
}
