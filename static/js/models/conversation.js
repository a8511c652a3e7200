// @ts-check

import { Observable } from "./observable.js";
import { requote, unquote } from "./quotes.js";
import { withMessage } from "./with-message.js";

/** As many messages as are kept, and so drawn, at once; one with files takes the room of two. */
const WINDOW = 150;
const PAGE = 50;
/** Of a page that is scrolled to, so many are let in at once, as a browser draws in one frame. */
const PART = 8;

/**
 * @typedef {import("./objects.js").Message} Message
 * @typedef {{messages: Message[], more_before: boolean, more_after: boolean}} Page
 *
 * @typedef {object} Place Where a person reads.
 * @property {number} seq of a message in view
 * @property {number} top of that message below the top of the view, in px
 *
 * @typedef {object} Rest What of a page is not let in yet.
 * @property {number} edge seq of the outermost message of the window, which it joins
 * @property {Page} page
 *
 * @typedef {object} Landing What a window that was placed anew shows first.
 * @property {"end" | "unread" | "message"} at
 * @property {number} [seq] the message, or the first one after it
 * @property {number} [top] where it stands, in px; in the middle without
 * @property {boolean} [flash] whether it is pointed out
 */

/** A window of one chat's messages: loaded by pages both ways, kept true by events. */
export class Conversation extends Observable {
  /** @type {Message[]} ascending by seq */
  messages = [];
  moreBefore = false;
  moreAfter = false;
  loaded = false;
  /** Whether the messages are those of an earlier page, which the server has yet to confirm. */
  remembered = false;
  /** @type {"older" | "newer" | "page" | null} what is on its way */
  loading = null;
  /** Whether the person looks at the end, so that new messages push old ones out. */
  following = true;
  /** "Unread messages" stands after this seq; 0 for nowhere. */
  dividerSeq = 0;
  /** Rises each time the window is placed anew. */
  placed = 0;
  /** @type {Landing} where it was placed last */
  landing = { at: "end" };
  /** @type {Place | null} where the person reads now; null at the end */
  place = null;
  /** @type {(Place | null)[]} from where the person jumped away (null: the end), to be brought back to */
  returns = [];
  /** @type {Message | null} one's own message that is being rewritten */
  editing = null;
  /** @type {Message | null} the message that is being answered */
  replying = null;
  /** @type {Set<number> | null} the messages that are chosen, by seq; null where none are being chosen */
  chosen = null;
  /** @type {Message[]} what came while a page was on its way */
  #early = [];
  /** @type {{older: Rest | null, newer: Rest | null}} */
  #rests = { older: null, newer: null };
  /** Up to this seq the history is about to be cleared, and no longer shown. */
  #cutTo = 0;
  #turn = 0;
  #history;

  /**
   * @param {string} chatId
   * @param {(query: object) => Promise<Page>} history asks the server for a page
   * @param {number} [cutTo] up to which seq the history is about to be cleared
   */
  constructor(chatId, history, cutTo = 0) {
    super();
    this.chatId = chatId;
    this.#history = history;
    this.#cutTo = cutTo;
  }

  /**
   * Show nothing up to a seq, or everything again; what the window holds then is asked for.
   * @param {number} seq 0 for everything
   */
  async cut(seq) {
    this.#cutTo = seq;
    this.returns = [];
    this.dividerSeq = 0;
    if (!this.loaded) return;
    this.#dropRests();
    this.messages = this.messages.filter((message) => this.#isLeft(message));
    this.moreBefore = false;
    this.changed();
    await this.#replace({}, () => ({ at: "end" }));
  }

  /**
   * Show where the person was, the first message that came since, or the end.
   * @param {{read_seq: number, unread: number, last_seq: number}} chat
   * @param {(Place & {lastSeq: number}) | null} [left] where the person was, and the end then
   */
  async open({ read_seq, unread, last_seq }, left = null) {
    this.dividerSeq = unread > 0 ? read_seq : 0;
    this.returns = [];
    if (this.remembered) this.#landAmongRemembered(read_seq + 1);
    if (left && (unread === 0 || left.lastSeq === last_seq)) {
      await this.#show({ at: "message", seq: left.seq, top: left.top });
    } else if (unread === 0) await this.jumpToEnd();
    else if (this.#reaches(read_seq + 1)) this.#land({ at: "unread" });
    else await this.#replace({ around: read_seq + 1 }, () => ({ at: "unread" }));
  }

  /** The last messages of the chat; null while the window is not known to hold them. */
  get tail() {
    const holds = this.loaded && !this.remembered && !this.moreAfter;
    return holds ? this.messages.slice(-PAGE) : null;
  }

  /** @param {Message[]} messages the last ones that an earlier page showed */
  restore(messages) {
    const left = messages.filter((message) => this.#isLeft(message));
    if (this.loaded || left.length === 0) return;
    this.messages = left;
    this.moreBefore = left[0].seq > 1;
    this.loaded = true;
    this.remembered = true;
    this.changed();
  }

  /** Show the end, loading the newest page where the window lies elsewhere. */
  async jumpToEnd() {
    this.returns = [];
    if (this.#reaches(Number.POSITIVE_INFINITY)) this.#landHere({ at: "end" });
    else await this.#replace({}, () => ({ at: "end" }));
  }

  /**
   * Show a message and point it out.
   * @param {number} seq
   * @param {{returns?: boolean}} [options] whether one may wish to be brought back
   */
  async jumpTo(seq, { returns = true } = {}) {
    if (returns) this.#leave();
    await this.#show({ at: "message", seq, flash: true });
  }

  /**
   * Show the first message from a moment on, else the end.
   * @param {string} at RFC 3339
   */
  async jumpToTime(at) {
    this.#leave();
    const moment = Date.parse(at);
    await this.#replace({ at }, ({ messages }) => {
      const first = messages.find(({ sent_at }) => Date.parse(sent_at) >= moment);
      return first ? { at: "message", seq: first.seq, top: 48, flash: true } : { at: "end" };
    });
  }

  /** Show the first message of the chat. */
  async jumpToStart() {
    this.#leave();
    const first = { at: /** @type {const} */ ("message"), seq: 1, top: 48 };
    if (this.loaded && !this.moreBefore && !this.remembered) this.#landHere(first);
    else await this.#replace({ after: 0 }, () => first);
  }

  /** Go back to where the last jump began; false where there was none. */
  goBack() {
    const place = this.returns.pop();
    if (place) this.#show({ at: "message", seq: place.seq, top: place.top });
    if (place === null) this.jumpToEnd();
    return place !== undefined;
  }

  /** When the first message was sent that this person sees; null where there is none. */
  async beginning() {
    const page = await this.#history({ chat_id: this.chatId, after: 0, limit: 1 });
    return page.messages[0]?.sent_at ?? null;
  }

  /** Let in what is older, a part of a page at a time. */
  async loadOlder() {
    const [first] = this.messages;
    if (!(this.moreBefore && first) || this.loading) return;
    const page =
      this.#restOf("older", first.seq) ?? (await this.#load("older", { before: first.seq }));
    if (!page) return;
    const end = page.messages.length - fitting(page.messages.toReversed(), PART);
    const joined = [...page.messages.slice(end), ...this.messages];
    this.messages = joined.slice(0, fitting(joined, WINDOW));
    this.moreBefore = page.more_before || end > 0;
    this.moreAfter ||= this.messages.length < joined.length;
    this.#keep("older", joined[0].seq, { ...page, messages: page.messages.slice(0, end) });
    this.#settle();
  }

  /** Let in what is newer, a part of a page at a time. */
  async loadNewer() {
    const last = this.messages.at(-1);
    if (!(this.moreAfter && last) || this.loading) return;
    const page =
      this.#restOf("newer", last.seq) ?? (await this.#load("newer", { after: last.seq }));
    if (!page) return;
    const start = fitting(page.messages, PART);
    const joined = [...this.messages, ...page.messages.slice(0, start)];
    this.messages = joined.slice(-fitting(joined.toReversed(), WINDOW));
    this.moreBefore ||= this.messages.length < joined.length;
    this.moreAfter = page.more_after || start < page.messages.length;
    const edge = joined[joined.length - 1].seq;
    this.#keep("newer", edge, { ...page, messages: page.messages.slice(start) });
    this.#settle();
  }

  /** @param {Message} message new in the chat, or one that a gap had kept back */
  add(message) {
    this.#hear(message);
    this.#put(message);
    if (message.deleted) this.#follow(message.seq, null);
    this.changed();
  }

  /** @param {Message} message changed */
  update(message) {
    this.#hear(message);
    if (this.messages.some(({ seq }) => seq === message.seq)) this.#put(message);
    this.messages = requote(this.messages, message);
    this.#follow(message.seq, message.deleted ? null : message);
    this.changed();
  }

  /** @param {number[]} seqs deleted for this person alone */
  hide(seqs) {
    this.#dropRests();
    const left = this.messages.filter(({ seq }) => !seqs.includes(seq));
    this.messages = unquote(left, seqs);
    for (const seq of seqs) this.#follow(seq, null);
    this.changed();
  }

  /**
   * A message, loaded or not; null where this person sees none of that seq.
   * @param {number} seq
   */
  async find(seq) {
    const known = this.messages.find((message) => message.seq === seq);
    if (known) return known;
    const page = await this.#history({ chat_id: this.chatId, after: seq - 1, limit: 1 });
    return page.messages.find((message) => message.seq === seq) ?? null;
  }

  /** @param {Message | null} message one's own to rewrite, or none any more */
  edit(message) {
    this.editing = message;
    this.changed();
  }

  /** @param {Message | null} message to answer, or none any more */
  reply(message) {
    this.replying = message;
    this.changed();
  }

  /**
   * Choose a message for what is done with several, or choose it no more; with the last one it ends.
   * @param {number} seq
   * @param {boolean} on
   */
  choose(seq, on) {
    this.chosen ??= new Set();
    if (on) this.chosen.add(seq);
    else this.chosen.delete(seq);
    if (this.chosen.size === 0) this.chosen = null;
    this.changed();
  }

  /** Choose nothing any more. */
  endChoice() {
    this.chosen = null;
    this.changed();
  }

  /**
   * A message that the person is busy with has changed, or is gone.
   * @param {number} seq
   * @param {Message | null} message
   */
  #follow(seq, message) {
    if (this.replying?.seq === seq) this.replying = message;
    if (!message && this.chosen?.delete(seq) && this.chosen.size === 0) this.chosen = null;
    if (this.editing?.seq !== seq) return;
    this.editing = message;
    if (!message) this.dispatchEvent(new Event("edit-lost"));
  }

  /** The person has answered: nothing stands as unread any more. */
  dropDivider() {
    this.dividerSeq = 0;
    this.changed();
  }

  /**
   * Take a message where it belongs, unless that is outside of the window.
   * @param {Message} message
   */
  #put(message) {
    const last = this.messages.at(-1);
    const beyond = this.moreAfter && (!last || message.seq > last.seq);
    const before = this.moreBefore && message.seq < (this.messages[0]?.seq ?? 0);
    if (!this.loaded || beyond || before) return;
    this.messages = withMessage(this.messages, message);
    this.#trim();
  }

  #trim() {
    const { messages } = this;
    if (fitting(messages, WINDOW) === messages.length) return;
    if (this.following) {
      this.messages = messages.slice(-fitting(messages.toReversed(), WINDOW));
      this.moreBefore = true;
    } else {
      this.messages = messages.slice(0, fitting(messages, WINDOW));
      this.moreAfter = true;
    }
  }

  #leave() {
    this.returns.push(this.place);
  }

  /** @param {Landing & {seq: number}} landing */
  async #show(landing) {
    const [first, last] = [this.messages[0]?.seq ?? 0, this.messages.at(-1)?.seq ?? 0];
    const inside = this.loaded && !this.remembered && first <= landing.seq && landing.seq <= last;
    if (inside) this.#landHere(landing);
    else await this.#replace({ around: landing.seq }, () => landing);
  }

  /**
   * @param {object} query
   * @param {(page: Page) => Landing} choose
   */
  async #replace(query, choose) {
    this.#turn += 1; // A page that is still on its way belongs to the window left.
    this.loading = null;
    const page = await this.#load("page", query);
    if (!page) return;
    const stay = this.remembered && this.place !== null;
    this.messages = page.messages;
    this.moreBefore = page.more_before;
    this.moreAfter = page.more_after;
    this.loaded = true;
    this.remembered = false;
    this.#settle();
    if (!stay) this.#land(choose(page));
  }

  /** @param {number} unread seq of the first message that was not read */
  #landAmongRemembered(unread) {
    const known = this.messages.some(({ seq }) => seq >= unread);
    this.#land({ at: known && this.dividerSeq > 0 ? "unread" : "end" });
  }

  /**
   * Land in the window that is here; a page that is still on its way would lead away from it.
   * @param {Landing} landing
   */
  #landHere(landing) {
    this.#turn += 1;
    this.loading = null;
    this.#land(landing);
  }

  /** @param {Landing} landing */
  #land(landing) {
    this.landing = landing;
    this.following = landing.at === "end";
    this.placed += 1;
    this.changed();
  }

  /**
   * Whether the window holds everything from this seq to the end.
   * @param {number} seq
   */
  #reaches(seq) {
    const [first] = this.messages;
    return this.tail !== null && !(this.moreBefore && first && first.seq > seq);
  }

  /**
   * @param {"older" | "newer" | "page"} what
   * @param {object} query
   * @returns {Promise<Page | null>} null where it failed or the window has moved meanwhile
   */
  async #load(what, query) {
    const turn = this.#turn;
    this.loading = what;
    this.changed();
    try {
      const page = await this.#history({ chat_id: this.chatId, limit: PAGE, ...query });
      return turn === this.#turn ? this.#left(page) : null;
    } finally {
      if (turn === this.#turn) this.loading = null;
    }
  }

  /** @param {Page} page */
  #left(page) {
    if (page.messages.every((message) => this.#isLeft(message))) return page;
    const messages = page.messages.filter((message) => this.#isLeft(message));
    return { ...page, messages, more_before: false };
  }

  /** @param {Message} message */
  #isLeft({ seq }) {
    return seq > this.#cutTo;
  }

  /**
   * What is left of a page that joins the window where it ends now.
   * @param {"older" | "newer"} what
   * @param {number} edge
   */
  #restOf(what, edge) {
    const rest = this.#rests[what];
    return rest?.edge === edge ? rest.page : null;
  }

  /**
   * Keep what is left of a page, unless something has changed since the server gave it.
   * @param {"older" | "newer"} what
   * @param {number} edge
   * @param {Page} page
   */
  #keep(what, edge, page) {
    const isTrue = page.messages.length > 0 && this.#early.length === 0;
    this.#rests[what] = isTrue ? { edge, page } : null;
  }

  /** @param {Message} message that a page which is here or on its way may hold as it was */
  #hear(message) {
    if (this.loading) this.#early.push(message);
    this.#dropRests();
  }

  /** What is left of pages is no longer known to be true: it is asked for again. */
  #dropRests() {
    this.#rests = { older: null, newer: null };
  }

  /** Listened first, loaded then: now apply what came meanwhile. */
  #settle() {
    const early = this.#early;
    this.#early = [];
    for (const message of early) this.#put(message);
    this.changed();
  }
}

/**
 * How many messages, from the first one on, there is room for.
 * @param {Message[]} messages
 * @param {number} room
 */
function fitting(messages, room) {
  for (const [at, { attachments }] of messages.entries()) {
    room -= attachments?.length ? 2 : 1;
    if (room < 0) return at;
  }
  return messages.length;
}
