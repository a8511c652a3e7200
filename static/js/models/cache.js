// @ts-check

/** Changes within so long, in ms, are written together. */
const PAUSE = 1_000;
/** Chats whose last messages are kept. */
const PAGES = 50;
/** People of groups who are kept: those who were met last. */
const PEOPLE = 500;

/**
 * @typedef {import("./messenger.js").Messenger} Messenger
 * @typedef {import("./objects.js").Chat} Chat
 * @typedef {import("./objects.js").Message} Message
 * @typedef {import("./local-store.js").LocalStore} LocalStore
 */

/** Repeats what the server told in the browser's store, so that the next page shows it at once. */
export class Cache {
  /** @type {Map<string, Chat>} as they are in the store */
  #chats = new Map();
  /** @type {Map<string, Message[] | null>} the chats with a page in it; the one written last is last */
  #pages = new Map();
  /** @type {import("./objects.js").Folder[]} as they are in the store */
  #folders = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #newPeople = false;
  #stopped = false;
  #messenger;
  #store;

  /**
   * @param {Messenger} messenger
   * @param {LocalStore} store
   */
  constructor(messenger, store) {
    this.#messenger = messenger;
    this.#store = store;
  }

  /** Show what an earlier page knew, and repeat from now on what this one learns. */
  async restore() {
    const [hello, people, pages, folders, chats] = await Promise.all([
      this.#store.get("facts", "hello"),
      this.#store.get("facts", "people"),
      this.#store.get("facts", "pages"),
      this.#store.get("facts", "folders"),
      this.#store.all("chats"),
    ]);
    if (hello) this.#messenger.know(hello);
    if (people) this.#messenger.members.put(people.users);
    this.#pages = new Map((pages?.chats ?? []).map((/** @type {string} */ id) => [id, null]));
    for (const chat of chats) this.#chats.set(chat.id, chat);
    this.#messenger.chats.restore(chats);
    this.#messenger.folders.set(folders?.folders ?? []);
    this.#folders = this.#messenger.folders.known;
    this.#messenger.chats.watch(() => this.touch());
    this.#messenger.members.watch(() => {
      this.#newPeople = true;
      this.touch();
    });
    this.#messenger.folders.watch(() => this.touch());
  }

  /**
   * The last messages of a chat, as an earlier page knew them.
   * @param {string} chatId
   * @returns {Promise<Message[]>}
   */
  async page(chatId) {
    if (!this.#pages.has(chatId)) return [];
    return (await this.#store.get("pages", chatId))?.messages ?? [];
  }

  /** Write nothing any more. */
  stop() {
    clearTimeout(this.#timer);
    this.#stopped = true;
  }

  /** Something has changed: write it soon. */
  touch() {
    this.#timer ??= setTimeout(() => this.flush(), PAUSE);
  }

  /** Write now what has changed. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#stopped) return;
    this.#writeHello();
    this.#writePeople();
    this.#writeFolders();
    this.#writeChats();
    this.#writePages();
  }

  /**
   * A message of a chat that is not loaded was changed or deleted: its page is wrong.
   * @param {string} chatId
   */
  dropPage(chatId) {
    if (this.#pages.delete(chatId)) this.#store.write("pages", [], [chatId]);
  }

  #writeHello() {
    const { me, longestText } = this.#messenger;
    if (me)
      this.#store.write("facts", [{ name: "hello", user: me, limits: { text: longestText } }]);
  }

  #writePeople() {
    if (!this.#newPeople) return;
    this.#newPeople = false;
    const users = this.#messenger.members.all().slice(-PEOPLE);
    this.#store.write("facts", [{ name: "people", users }]);
  }

  #writeFolders() {
    const { known } = this.#messenger.folders;
    if (known === this.#folders) return;
    this.#folders = known;
    this.#store.write("facts", [{ name: "folders", folders: known }]);
  }

  #writeChats() {
    const now = this.#messenger.chats.all();
    const changed = now.filter((chat) => this.#chats.get(chat.id) !== chat);
    const ids = new Set(now.map(({ id }) => id));
    const gone = [...this.#chats.keys()].filter((id) => !ids.has(id));
    for (const chat of changed) this.#chats.set(chat.id, chat);
    for (const id of gone) this.#chats.delete(id);
    for (const id of gone) this.dropPage(id);
    if (changed.length + gone.length > 0) {
      this.#store.write("chats", changed.map(withoutPresence), gone);
    }
  }

  #writePages() {
    const rows = [];
    for (const { chatId, messages, tail } of this.#messenger.conversations()) {
      if (tail === null || this.#pages.get(chatId) === messages) continue;
      this.#pages.delete(chatId);
      this.#pages.set(chatId, messages);
      rows.push({ chat_id: chatId, messages: tail });
    }
    if (rows.length === 0) return;
    const gone = [...this.#pages.keys()].slice(0, -PAGES);
    for (const chatId of gone) this.#pages.delete(chatId);
    this.#store.write("pages", rows, gone);
    this.#store.write("facts", [{ name: "pages", chats: [...this.#pages.keys()] }]);
  }
}

/**
 * Who was here then need not be now.
 * @param {Chat} chat
 * @returns {Chat}
 */
function withoutPresence(chat) {
  if (!chat.peer?.online) return chat;
  return { ...chat, peer: { ...chat.peer, online: null } };
}
