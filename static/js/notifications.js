// @ts-check
/**
 * What tells a person of a message that they do not see: a notification, and a sound.
 *
 * @typedef {import("./models/messenger.js").Messenger} Messenger
 * @typedef {import("./models/objects.js").Message} Message
 * @typedef {import("./preferences.js").Preferences} Preferences
 * @typedef {import("./tabs.js").Tabs} Tabs
 */

import { namesIn, sendersOf } from "./elements/senders.js";
import { serviceWords } from "./elements/service-words.js";
import { titleOf } from "./elements/words.js";
import { markdown } from "./markdown.js";
import { isMuted, names } from "./models/chat.js";
import { isService } from "./models/feed.js";
import { playSound } from "./sound.js";
import { t } from "./texts.js";

/** As much of a message as a notification shows. */
const MOST_SHOWN = 200;

/** Tells of what comes in: one notification a chat, from one tab alone, unless one is looked at. */
export class Notifier {
  /** @type {Map<string, Notification>} those on the screen, by chat */
  #shown = new Map();
  #messenger;
  #preferences;
  #tabs;

  /**
   * @param {Messenger} messenger
   * @param {Preferences} preferences
   * @param {Tabs} tabs
   */
  constructor(messenger, preferences, tabs) {
    this.#messenger = messenger;
    this.#preferences = preferences;
    this.#tabs = tabs;
    messenger.chats.watch(() => this.#takeBack());
  }

  /** @param {Message} message that has just come in */
  async tell(message) {
    const chat = this.#messenger.chats.get(message.chat_id);
    if (!(chat && this.#tabs.isLeader)) return;
    if (!isNews(chat, message, this.#messenger.me?.id ?? "")) return;
    const isWatched = await this.#tabs.isAnyFocused();
    const isRead = isWatched && this.#messenger.openChatId === chat.id;
    const { sound, notifications } = this.#preferences.now;
    if (notifications) await markdown.isReadyFor([message]);
    if (sound && !isRead) playSound();
    if (notifications && !isWatched)
      this.#show(titleOf(chat), message, wordsOf(this.#messenger, chat, message));
  }

  /**
   * @param {string} title
   * @param {Message} message
   * @param {string} words
   */
  #show(title, { chat_id, seq }, words) {
    if (!("Notification" in globalThis) || Notification.permission !== "granted") return;
    const body = this.#preferences.now.previews ? words.slice(0, MOST_SHOWN) : t("New message");
    const options = { body, tag: chat_id, renotify: true, silent: true, icon: iconAddress() };
    const shown = new Notification(title, options);
    shown.onclick = () => {
      window.focus();
      this.#messenger.openChat(chat_id, seq);
      shown.close();
    };
    this.#shown.set(chat_id, shown);
  }

  /** What was read elsewhere need not be told any more. */
  #takeBack() {
    for (const [chatId, shown] of this.#shown) {
      if ((this.#messenger.chats.get(chatId)?.unread ?? 0) > 0) continue;
      shown.close();
      this.#shown.delete(chatId);
    }
  }
}

/**
 * A mention is told of in a muted chat too; who came and went only where it is oneself.
 * @param {import("./models/objects.js").Chat} chat
 * @param {Message} message
 * @param {string} me
 */
function isNews(chat, message, me) {
  if (message.silent) return false; // So its sender wished.
  if (names(message, me)) return true;
  const concerns = message.kind !== "service" || (message.service?.users ?? []).includes(me);
  return concerns && !isMuted(chat);
}

/**
 * @param {Messenger} messenger
 * @param {import("./models/objects.js").Chat} chat
 * @param {Message} message
 */
function wordsOf(messenger, chat, message) {
  if (isService({ message })) return serviceWords(message, namesIn(messenger, chat));
  const senders = sendersOf(messenger, chat);
  const words = markdown.wordsOf(message);
  const name = senders?.nameOf(message.sender_id, message.seq);
  return name ? `${name}: ${words}` : words;
}

function iconAddress() {
  return /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=icon]"))?.href;
}

/** @type {Notifier | null} */
let notifier = null;

/**
 * That of this page.
 * @param {Messenger} messenger
 * @param {Preferences} preferences
 * @param {Tabs} tabs
 */
export function notifierOf(messenger, preferences, tabs) {
  notifier ??= new Notifier(messenger, preferences, tabs);
  return notifier;
}
