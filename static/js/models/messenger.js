// @ts-check

import { markRead, saveDraft } from "../actions.js";
import { pauseAfter, RequestFailed, reasonOf } from "../failures.js";
import { markUnread } from "../list-actions.js";
import { applySync } from "./apply-sync.js";
import { Cache } from "./cache.js";
import { Changes } from "./changes.js";
import { Chats } from "./chats.js";
import { Conversations } from "./conversations.js";
import { Drafts } from "./drafts.js";
import { Folders } from "./folders.js";
import { GroupPeople } from "./group-people.js";
import { KeptByTab } from "./kept-by-tab.js";
import { Ledger } from "./ledger.js";
import { ListView } from "./list-view.js";
import { loadChats, refreshPresence } from "./load-chats.js";
import { LocalStore } from "./local-store.js";
import { Observable } from "./observable.js";
import { Outbox } from "./outbox.js";
import { requestOf } from "./outgoing.js";
import { PeopleSearch } from "./people-search.js";
import { Pins } from "./pins.js";
import { Places } from "./places.js";
import { Reading } from "./reading.js";
import { resumeReply } from "./replying.js";
import { keepEdit, resumeEdit } from "./rewriting.js";
import { Sync } from "./sync.js";
import { OthersTyping, OwnTyping } from "./typing.js";

/**
 * @typedef {import("../connection.js").Connection} Connection
 * @typedef {import("./objects.js").Message} Message
 * @typedef {import("./objects.js").Scheduled} Scheduled
 * @typedef {import("./objects.js").OutgoingMessage} OutgoingMessage
 * @typedef {import("./objects.js").User} User
 * @typedef {{text?: number, upload_bytes?: number}} Limits what the server takes
 */

/** Everything that the page knows; the elements draw it, the events of the server change it. */
export class Messenger extends Observable {
  /** @type {User | null} the person at this page */
  me = null;
  longestText = 4096;
  /** Bytes that a file may have. */
  largestFile = 100 * 1024 * 1024;
  /** @type {import("./objects.js").Desk} what waits for the person at the help desk */
  desk = { answers: 0, questions: null, accounts: null, reports: null };
  places = new Places(globalThis.sessionStorage ?? null);
  /** @type {KeptByTab<{seq: number, text: string}>} what was made of messages so far */
  edits = new KeptByTab("messenger.edits", globalThis.sessionStorage ?? null);
  /** @type {KeptByTab<{seq: number}>} the messages that are being answered */
  replies = new KeptByTab("messenger.replies", globalThis.sessionStorage ?? null);
  chats = new Chats({
    wished: (chatId) => this.changes.factsOf(chatId),
    leaving: () => this.changes.leaving(),
  });
  folders = new Folders(() => this.changes.all());
  listView = new ListView(this.chats, this.folders);
  typing = new OthersTyping();
  people = new PeopleSearch((op, data) => this.#askNow(op, data));
  members = new GroupPeople((op, data) => this.#askNow(op, data));
  pins = new Pins((chat_id) => this.#askNow("messages.pinned", { chat_id }));
  ledger = new Ledger(() => this.sync.run());
  #conversations = new Conversations({
    page: (query) => this.#history(query),
    editLost: (chatId) => keepEdit(this, chatId),
    cutOf: (chatId) => this.changes.cutOf(chatId),
  });
  /** @type {Set<string>} chats that are being asked for again */
  #refreshing = new Set();
  /** Whether the server has newer files than this page. */
  outdated = false;
  #started = false;
  /** Ends once what an earlier page left is taken up. */
  #restored = Promise.resolve();

  /**
   * @param {Connection} connection
   * @param {object} [parts]
   * @param {LocalStore} [parts.store] what the browser keeps; nothing without
   * @param {import("../tabs.js").Tabs | null} [parts.tabs] the other tabs of this person
   */
  constructor(connection, { store = new LocalStore(""), tabs = null } = {}) {
    super();
    this.connection = connection;
    this.store = store;
    this.cache = new Cache(this, store);
    /** @type {(op: string, data: object) => Promise<any>} */
    const once = (op, data) => connection.request(op, data, { keep: false });
    this.sync = new Sync({
      request: once,
      ledger: this.ledger,
      apply: (reply) => applySync(this, reply),
    });
    this.outbox = new Outbox({
      send: (item) => once(...requestOf(item)),
      delivered: (reply, item) => this.#delivered(reply, item),
      store,
      tell: (news) => tabs?.tell("outbox", news),
    });
    this.changes = new Changes({
      send: ({ op, data }) => once(op, data),
      settled: (change, failure) => this.#changeSettled(change, failure),
      store,
      tell: (news) => tabs?.tell("changes", news),
    });
    this.changes.watch(() => this.#showChanges());
    tabs?.addEventListener("changes", (event) => {
      this.changes.hear(/** @type {CustomEvent} */ (event).detail);
    });
    tabs?.addEventListener("outbox", (event) => {
      this.outbox.hear(/** @type {CustomEvent} */ (event).detail);
    });
    this.ownTyping = new OwnTyping((chat_id, on) => {
      once("typing", { chat_id, on }).catch(() => {}); // Not worth a second try.
    });
    this.reading = new Reading({
      readSeq: (chatId) => this.chats.get(chatId)?.read_seq ?? 0,
      send: (chatId, seq) => markRead(this, chatId, seq),
    });
    this.drafts = new Drafts({
      known: (chatId) => this.chats.get(chatId)?.draft ?? "",
      save: (chatId, text) => saveDraft(this, chatId, text),
      store,
    });
  }

  /**
   * @param {{message?: Message, messages?: Message[], scheduled?: Scheduled}} reply
   * @param {OutgoingMessage} item
   */
  #delivered({ message, messages, scheduled }, { edits }) {
    const sent = message ?? messages?.[0];
    if (scheduled) this.dispatchEvent(new CustomEvent("scheduled", { detail: scheduled }));
    else if (sent && edits !== undefined) this.applyUpdated(sent);
    else if (sent) this.applyNew(sent, sent.version);
  }

  /** Show at once what an earlier page knew, and send what it could not. */
  async restore() {
    const parts = [this.cache, this.outbox, this.drafts, this.changes];
    this.#restored = Promise.all(parts.map((part) => part.restore())).then(() => {
      this.#showChanges(); // The chats may have come after what is wished of them.
    });
    await this.#restored;
  }

  /**
   * Forget what the browser keeps of this person, whose session has ended.
   * @param {{unsent: boolean}} options whether also the words that did not reach the server
   */
  async forget({ unsent }) {
    this.closeChat();
    this.cache.stop();
    this.places.clear();
    this.edits.clear();
    this.replies.clear();
    await this.store.clear({ unsent });
  }

  /**
   * Who is at this page, and what the server allows.
   * @param {{user: User, limits?: Limits}} hello
   */
  know({ user, limits }) {
    this.me = user;
    this.longestText = limits?.text ?? this.longestText;
    this.largestFile = limits?.upload_bytes ?? this.largestFile;
    this.changed();
  }

  /** @param {import("./objects.js").Desk} desk */
  knowDesk(desk) {
    this.desk = desk;
    this.changed();
  }

  /**
   * A connection stands: load everything the first time, what was missed every later time.
   * @param {{user: User, state: number, limits?: Limits, desk?: import("./objects.js").Desk}} hello
   */
  async welcome({ user, state, limits, desk }) {
    // At once: a newer count may come while the rest is awaited.
    this.desk = desk ?? this.desk;
    await this.#restored;
    this.know({ user, limits });
    const first = !this.#started;
    this.#started = true;
    if (first) this.ledger.reachState(state);
    if (first) this.#loadFolders();
    if (first) await loadChats(this);
    await this.sync.run();
    this.outbox.resume();
    this.drafts.resume();
    this.members.refresh();
    this.pins.refresh(this.openChatId);
    this.changes.resume();
    if (!first) await refreshPresence(this);
  }

  /** @type {string | null} */
  get openChatId() {
    return this.listView.openChatId;
  }

  /**
   * Show a chat, whether or not the list holds it yet.
   * @param {string} chatId
   * @param {number} [seq] of a message to point out
   */
  async openChat(chatId, seq = 0) {
    if (this.openChatId === chatId) {
      if (seq > 0) await this.conversation(chatId).jumpTo(seq);
      return;
    }
    this.#leaveChat();
    this.listView.openChatId = chatId;
    this.changed();
    await this.#restored;
    await this.#remember(chatId);
    if (!this.chats.get(chatId)) await this.refresh(chatId);
    const chat = this.chats.get(chatId);
    if (this.openChatId !== chatId) return;
    if (!chat) {
      this.closeChat();
      return;
    }
    const conversation = this.conversation(chatId);
    this.pins.load(chatId);
    if (chat.marked_unread) markUnread(this, chat, false);
    if (seq > 0) await conversation.jumpTo(seq);
    else await conversation.open(chat, this.places.get(chatId));
    await Promise.all([resumeEdit(this, conversation), resumeReply(this, conversation)]);
  }

  /** @param {string} userId of somebody to write to */
  async openDirect(userId) {
    const reply = await this.ask("chats.open_direct", { user_id: userId });
    if (!reply) return;
    this.chats.set(reply.chat);
    await this.openChat(reply.chat.id);
  }

  closeChat() {
    if (this.openChatId === null) return;
    this.#leaveChat();
    this.listView.openChatId = null;
    this.changed();
  }

  #leaveChat() {
    if (this.openChatId === null) return;
    this.keepPlace();
    this.drafts.flush(this.openChatId);
    this.reading.hide();
  }

  /** Remember where the person is in the open chat. */
  keepPlace() {
    const chat = this.chats.get(this.openChatId);
    const place = this.loaded(chat?.id ?? "")?.place ?? null;
    if (chat) this.places.set(chat.id, place, chat.last_seq);
  }

  /**
   * The conversation of a chat; one not used for long is let go of.
   * @param {string} chatId
   */
  conversation(chatId) {
    return this.#conversations.use(chatId);
  }

  /**
   * The conversation of a chat where one is loaded, without loading it.
   * @param {string} chatId
   */
  loaded(chatId) {
    return this.#conversations.get(chatId);
  }

  /** Every conversation that is in memory. */
  conversations() {
    return this.#conversations.all();
  }

  /**
   * A message that somebody has just sent, unless one's own other device did.
   * @param {{chat_id: string, version: number, message: Message}} news
   */
  async receive({ chat_id, version, message }) {
    const isKnown = (this.chats.get(chat_id)?.last_seq ?? 0) >= message.seq;
    this.applyNew(message, version);
    if (isKnown || message.sender_id === this.me?.id) return;
    if (!this.chats.get(chat_id)) await this.refresh(chat_id);
    this.dispatchEvent(new CustomEvent("news", { detail: message }));
  }

  /**
   * A message that is new, by event, by the reply to its sending or by sync.
   * @param {Message} message
   * @param {number} version
   */
  applyNew(message, version) {
    const { chat_id, sender_id } = message;
    this.loaded(chat_id)?.add(message);
    this.outbox.drop(message.client_id);
    this.typing.set(chat_id, sender_id, false);
    if (this.chats.applyNew(message, this.me?.id ?? "")) this.refresh(chat_id);
    this.ledger.seeVersion(chat_id, version);
    this.tell(message);
  }

  /**
   * Tell whoever lists messages of one that is new or has changed.
   * @param {Message} message
   */
  tell(message) {
    this.dispatchEvent(new CustomEvent("message", { detail: message }));
  }

  /**
   * A message that was edited, or deleted for everyone.
   * @param {Message} message
   */
  applyUpdated(message) {
    const { chat_id, version } = message;
    const conversation = this.loaded(chat_id);
    if (conversation) conversation.update(message);
    else this.cache.dropPage(chat_id);
    this.pins.see(message);
    if (this.chats.applyUpdated(message, version)) this.refresh(chat_id);
    this.tell(message);
    this.tellRewritten(chat_id, [message.seq]);
  }

  /**
   * Tell whoever has found messages that they say something else now, or are seen no more.
   * @param {string} chatId
   * @param {number[] | null} seqs null for all of the chat
   */
  tellRewritten(chatId, seqs) {
    this.dispatchEvent(new CustomEvent("rewritten", { detail: { chat_id: chatId, seqs } }));
  }

  /**
   * Tell whoever shows messages that this person sees them no more.
   * @param {string} chatId
   * @param {number[] | null} seqs null for all of the chat
   */
  tellHidden(chatId, seqs) {
    this.dispatchEvent(new CustomEvent("hidden", { detail: { chat_id: chatId, seqs } }));
    this.tellRewritten(chatId, seqs);
  }

  /**
   * Forget a chat that is no longer this person's.
   * @param {string} chatId
   */
  removeChat(chatId) {
    this.drafts.forget(chatId); // Or leaving the chat would save it after the server forgot it.
    if (this.openChatId === chatId) this.closeChat();
    this.chats.remove(chatId);
    this.ledger.forget(chatId);
    this.#conversations.forget(chatId);
    this.pins.forget(chatId);
    this.tellHidden(chatId, null);
  }

  /**
   * A chat lost its history and stays in the list.
   * @param {import("./objects.js").Chat} chat
   */
  clearChat(chat) {
    this.cache.dropPage(chat.id);
    this.pins.forget(chat.id);
    if (this.openChatId === chat.id) this.pins.load(chat.id);
    this.chats.applyCleared(chat);
    this.tellHidden(chat.id, null);
    this.ledger.reachVersion(chat.id, chat.version);
    // Where nothing is left, nothing need be asked for; else the page tells what is.
    this.loaded(chat.id)?.cut(chat.last_message ? 0 : chat.last_seq);
  }

  /**
   * Ask for a chat again; calls while one is on its way join it.
   * @param {string} chatId
   */
  async refresh(chatId) {
    if (this.#refreshing.has(chatId)) return;
    this.#refreshing.add(chatId);
    const reply = await this.ask("chats.get", { chat_id: chatId });
    this.#refreshing.delete(chatId);
    if (!reply) return;
    this.chats.set(reply.chat);
    if (!this.ledger.knows(chatId)) this.ledger.reachVersion(chatId, reply.chat.version);
  }

  /**
   * Ask the server; where it refuses, the person is told why and the answer is null.
   * @param {string} op
   * @param {object} data
   * @returns {Promise<any>}
   */
  async ask(op, data) {
    try {
      return await this.connection.request(op, data);
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      this.notice(reasonOf(error.code));
      return null;
    }
  }

  /**
   * Ask the server where it can be asked now; else, and where it refuses, the answer is null.
   * @param {string} op
   * @param {object} data
   * @returns {Promise<any>}
   */
  async #askNow(op, data) {
    if (this.connection.status.phase !== "online") return null;
    return await this.ask(op, data);
  }

  async #loadFolders() {
    const { known } = this.folders;
    const reply = await this.ask("folders.list", {});
    // What an event has told meanwhile is newer.
    if (reply && this.folders.known === known) this.folders.set(reply.folders);
  }

  /** What the person wishes shows at once, whoever made the wish. */
  #showChanges() {
    for (const { facts = {} } of this.changes.all()) {
      for (const chatId of Object.keys(facts)) {
        this.chats.keep(chatId, this.changes.factsOf(chatId));
      }
    }
    this.folders.changed();
    this.chats.changed();
  }

  /**
   * The server has taken a change, or refused it: then what it has is right.
   * @param {import("./objects.js").Change} change
   * @param {RequestFailed | null} failure
   */
  #changeSettled({ op, data, facts = {}, hides, cuts }, failure) {
    // What came meanwhile may stand beside what was wished.
    if (!failure && (cuts || op === "messages.read")) this.refresh(data.chat_id);
    if (!failure) return;
    const isGone = failure.status === 404 && Boolean(hides);
    if (!isGone) this.notice(reasonOf(failure.code));
    for (const chatId of Object.keys(facts)) this.refresh(chatId);
    if (op.startsWith("folders.")) this.#loadFolders();
  }

  /**
   * @param {string} text to show for a moment
   * @param {{label: string, run: () => void}} [way] a button beside it
   */
  notice(text, way) {
    this.dispatchEvent(new CustomEvent("notice", { detail: way ? { text, ...way } : text }));
  }

  /** @param {string} chatId of a conversation to show as it was, until the server answers */
  async #remember(chatId) {
    if (this.loaded(chatId)?.loaded) return;
    this.conversation(chatId).restore(await this.cache.page(chatId));
  }

  /**
   * A page of a chat; where the server cannot now, it is asked until it can.
   * @param {object} query
   */
  async #history(query) {
    for (;;) {
      try {
        const page = await this.connection.request("messages.history", query);
        this.cache.touch();
        return page;
      } catch (error) {
        if (!(error instanceof RequestFailed)) throw error;
        const pause = pauseAfter(error);
        if (pause === null) {
          this.notice(reasonOf(error.code));
          return { messages: [], more_before: false, more_after: false };
        }
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}
