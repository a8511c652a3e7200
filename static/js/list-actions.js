// @ts-check
/**
 * What a person can do with the list of chats. All of it shows at once and reaches the server when
 * it can.
 *
 * @typedef {import("./models/messenger.js").Messenger} Messenger
 * @typedef {import("./models/objects.js").Chat} Chat
 * @typedef {import("./models/objects.js").Folder} Folder
 */

import { newClientId } from "./models/client-id.js";
import { t } from "./texts.js";

/** Later than any person waits; the protocol mutes until a time. */
const FOR_GOOD = "2999-12-31T23:59:59.000Z";
const HOUR = 3_600_000; // ms
/** So long something deleted can be brought back, in ms. */
export const GRACE = 5_000;
/** As many as the server keeps. */
export const MOST_PINNED = 50;

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {boolean} on
 */
export function pinChat({ changes, chats }, { id }, on) {
  const highest = Math.max(0, ...chats.pinned().map(({ pin_order }) => pin_order));
  const facts = on
    ? { pinned: true, pin_order: highest + 1, archived: false }
    : { pinned: false, pin_order: 0 };
  changes.add({
    key: `pin:${id}`,
    op: "chats.pin",
    data: { chat_id: id, on },
    facts: { [id]: facts },
  });
}

/**
 * @param {Messenger} messenger
 * @param {string[]} ids of the pinned chats in their new order
 */
export function orderPins({ changes }, ids) {
  const facts = Object.fromEntries(ids.map((id, at) => [id, { pin_order: ids.length - at }]));
  changes.add({ key: "order-pins", op: "chats.order_pins", data: { chat_ids: ids }, facts });
}

/**
 * Move a pinned chat by one place.
 * @param {Messenger} messenger
 * @param {string} chatId
 * @param {number} step -1 is up
 * @returns {boolean} whether it has moved
 */
export function movePin(messenger, chatId, step) {
  const ids = messenger.chats.pinned().map(({ id }) => id);
  const at = ids.indexOf(chatId);
  const to = at + step;
  if (at < 0 || to < 0 || to >= ids.length) return false;
  ids.splice(at, 1);
  ids.splice(to, 0, chatId);
  orderPins(messenger, ids);
  return true;
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {number | null} hours null until the person says so; 0 for no longer
 */
export function muteChat({ changes }, { id }, hours) {
  const end = hours === null ? FOR_GOOD : new Date(Date.now() + hours * HOUR).toISOString();
  const until = hours === 0 ? null : end;
  changes.add({
    key: `mute:${id}`,
    op: "chats.mute",
    data: { chat_id: id, until },
    facts: { [id]: { muted_until: until } },
  });
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {boolean} on
 */
export function archiveChat({ changes }, { id }, on) {
  const facts = on ? { archived: true, pinned: false, pin_order: 0 } : { archived: false };
  changes.add({
    key: `archive:${id}`,
    op: "chats.archive",
    data: { chat_id: id, on },
    facts: { [id]: facts },
  });
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {boolean} on
 */
export function markUnread({ changes }, { id }, on) {
  changes.add({
    key: `unread:${id}`,
    op: "chats.mark_unread",
    data: { chat_id: id, on },
    facts: { [id]: { marked_unread: on } },
  });
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat of which everything counts as read
 */
export function readChat({ changes }, { id, last_seq }) {
  changes.add({
    key: `unread:${id}`,
    op: "messages.read",
    data: { chat_id: id, seq: last_seq },
    facts: { [id]: { marked_unread: false, unread: 0, mentions: 0, read_seq: last_seq } },
  });
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat of which no message counts any more as one that names the person
 */
export function readMentions({ changes }, { id, last_seq }) {
  changes.add({
    key: `mentions:${id}`,
    op: "chats.read_mentions",
    data: { chat_id: id, up_to: last_seq },
    facts: { [id]: { mentions: 0 } },
  });
}

/**
 * @param {Messenger} messenger
 * @param {string} chatId
 * @param {boolean} forEveryone
 */
export function deleteChat(messenger, chatId, forEveryone) {
  const chat = messenger.chats.get(chatId);
  if (!chat) return;
  const wasOpen = messenger.openChatId === chatId;
  if (wasOpen) messenger.closeChat();
  const key = `delete:${chatId}`;
  // Of what comes while it can be taken back nobody has said that it may go.
  const data = { chat_id: chatId, for_everyone: forEveryone, up_to: chat.last_seq };
  messenger.changes.add({ key, op: "chats.delete", data, hides: chatId }, GRACE);
  offerUndo(messenger, key, t("Chat deleted"), () => {
    if (wasOpen && messenger.openChatId === null) messenger.openChat(chatId);
  });
}

/**
 * @param {Messenger} messenger
 * @param {string} chatId
 * @param {boolean} forEveryone
 */
export function clearHistory(messenger, chatId, forEveryone) {
  const chat = messenger.chats.get(chatId);
  if (!chat) return;
  const key = `clear:${chatId}`;
  const { last_seq: seq, last_message, unread, mentions, marked_unread } = chat;
  const data = { chat_id: chatId, for_everyone: forEveryone, up_to: seq };
  const empty = { last_message: null, unread: 0, mentions: 0, marked_unread: false };
  const cuts = { chat_id: chatId, seq };
  const wish = { key, op: "chats.clear", data, facts: { [chatId]: empty }, cuts };
  messenger.changes.add(wish, GRACE);
  messenger.loaded(chatId)?.cut(seq);
  offerUndo(messenger, key, t("History cleared"), () => {
    messenger.chats.keep(chatId, { last_message, unread, mentions, marked_unread });
    messenger.loaded(chatId)?.cut(0);
    messenger.refresh(chatId);
  });
}

/**
 * @param {Messenger} messenger
 * @param {string} key of the change
 * @param {string} text
 * @param {() => void} restore
 */
function offerUndo(messenger, key, text, restore) {
  const undo = () => {
    messenger.changes.cancel(key);
    restore();
  };
  const offer = { text, undo, hurry: () => messenger.changes.hurry(key) };
  messenger.dispatchEvent(new CustomEvent("undo", { detail: offer }));
}

/**
 * Make a folder, or give one that is there another content.
 * @param {Messenger} messenger
 * @param {Folder} folder
 */
export function saveFolder({ changes }, { id, ...content }) {
  changes.add({ key: newClientId(), op: "folders.set", data: { folder_id: id, ...content } });
}

/**
 * @param {Messenger} messenger
 * @param {Folder} folder
 * @param {Chat} chat
 * @param {boolean} on
 */
export function keepInFolder({ changes }, { id }, chat, on) {
  const data = { folder_id: id, chat_id: chat.id, on };
  changes.add({ key: newClientId(), op: "folders.keep_chat", data });
}

/**
 * @param {Messenger} messenger
 * @param {Folder} folder
 * @param {number} step -1 is to the left
 */
export function moveFolder({ changes, folders }, { id }, step) {
  const ids = folders.all().map((folder) => folder.id);
  const at = ids.indexOf(id);
  ids.splice(at, 1);
  ids.splice(at + step, 0, id);
  changes.add({ key: newClientId(), op: "folders.order", data: { folder_ids: ids } });
}

/**
 * @param {Messenger} messenger
 * @param {Folder} folder
 */
export function deleteFolder(messenger, { id }) {
  const key = `delete-folder:${id}`;
  const wish = { key, op: "folders.delete", data: { folder_id: id } };
  messenger.changes.add(wish, GRACE);
  offerUndo(messenger, key, t("Folder deleted"), () => {});
}
