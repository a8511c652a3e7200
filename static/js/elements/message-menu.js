// @ts-check

import { copyMessage } from "../copy-message.js";
import { goToMessage } from "../go-to-message.js";
import { mayPin } from "../models/chat.js";
import { isService } from "../models/feed.js";
import { beginReply, mayReply } from "../models/replying.js";
import { beginEdit } from "../models/rewriting.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";
import { remindItems, reportItems } from "./message-later.js";
import { reactedItems } from "./reaction-items.js";
import { readersItems } from "./readers.js";
import { stickerItems } from "./sticker-items.js";
import { titleOf } from "./words.js";

/**
 * @typedef {import("../models/feed.js").Bubble} Bubble
 * @typedef {import("../models/messenger.js").Messenger} Messenger
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").Message} Message
 * @typedef {import("../models/objects.js").OutgoingMessage} OutgoingMessage
 * @typedef {import("./context-menu.js").MenuItem} MenuItem
 * @typedef {import("./model-element.js").ModelElement} ModelElement
 */

/**
 * What can be done with a message.
 * @param {ModelElement} asker
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {Bubble} bubble
 * @param {(items: MenuItem[]) => void} show other items in place of these
 * @returns {MenuItem[]}
 */
export function messageMenu(asker, messenger, chat, bubble, show) {
  if (isService(bubble)) return [deleteItem(asker, chat, bubble)];
  const copy = copyItems(messenger, bubble);
  const { message, outgoing } = bubble;
  if (outgoing?.status === "failed") {
    return [retryItem(messenger, outgoing), ...copy, dropItem(messenger, outgoing)];
  }
  if (!message) return [...copy, ...cancelItems(messenger, outgoing)];
  // The words of another stay as they are, and a sticker has none.
  const isWritten = bubble.mine && !bubble.from && !bubble.sticker;
  const edit = isWritten ? [editItem(messenger, chat, bubble)] : [];
  const people = [
    ...readersItems(messenger, chat, bubble, show),
    ...reactedItems(messenger, chat, bubble, show),
  ];
  const onward = [
    ...pinItems(messenger, chat, message),
    ...forwardItems(messenger, chat, message),
    ...previewItems(messenger, chat, bubble),
  ];
  return [
    ...replyItems(messenger, chat, message),
    ...edit,
    ...copy,
    ...downloadItems(message),
    ...onward,
    selectItem(messenger, message),
    ...people,
    ...wordingsItems(messenger, message),
    ...remindItems(messenger, chat, bubble),
    ...reportItems(messenger, chat, bubble),
    deleteItem(asker, chat, bubble),
  ];
}

/**
 * What can be done with one thing that was sent, where it is shown apart from its message.
 * @param {ModelElement} asker
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {import("../models/shared-list.js").SharedItem} item
 * @returns {MenuItem[]}
 */
export function sharedMenu(asker, messenger, chat, { message, media }) {
  const bubble = { message, seq: message.seq, mine: message.sender_id === messenger.me?.id };
  const goTo = {
    picture: icon("message-circle"),
    label: t("Go to the message"),
    run: () => void goToMessage(message),
  };
  return [
    goTo,
    ...downloadItems({ attachments: media ? [media] : [] }),
    ...forwardItems(messenger, chat, message),
    deleteItem(asker, chat, bubble),
  ];
}

/**
 * @param {Messenger} messenger
 * @param {Bubble} bubble
 * @returns {MenuItem[]} for what it says; none where nobody wrote words to it
 */
function copyItems(messenger, bubble) {
  if (bubble.sticker) return stickerItems(messenger, bubble.sticker);
  if (!bubble.text) return [];
  const run = () => copyMessage(messenger, bubble);
  return [{ picture: icon("copy"), label: t("Copy text"), run }];
}

/**
 * @param {Pick<Message, "attachments">} message
 * @returns {MenuItem[]}
 */
function downloadItems({ attachments = [] }) {
  const ready = attachments.filter(({ status }) => status === "ready");
  if (ready.length === 0) return [];
  const label = ready.length === 1 ? t("Download") : t("Download all");
  const run = () => {
    for (const { url, name } of ready) download(url, name);
  };
  return [{ picture: icon("download"), label, run }];
}

/**
 * @param {string} url
 * @param {string} name
 */
function download(url, name) {
  const link = document.createElement("a");
  Object.assign(link, { href: url, download: name });
  link.click();
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {Message} message
 * @returns {MenuItem[]}
 */
function replyItems(messenger, chat, message) {
  if (!mayReply(chat, message)) return [];
  const run = () => beginReply(messenger, chat.id, message.seq);
  return [{ picture: icon("arrow-back-up"), label: t("Reply"), run }];
}

/**
 * What one wishes for comes when it is first used.
 * @param {Messenger} messenger
 * @param {string} wish
 * @param {Message} message
 */
function wishFor(messenger, wish, { chat_id: chatId, seq }) {
  return () => messenger.dispatchEvent(new CustomEvent(wish, { detail: { chatId, seq } }));
}

/**
 * @param {Messenger} messenger
 * @param {Message} message
 * @returns {MenuItem}
 */
function selectItem(messenger, message) {
  const run = wishFor(messenger, "select", message);
  return { picture: icon("circle-check"), label: t("Select"), run };
}

/**
 * @param {Messenger} messenger
 * @param {Message} message
 * @returns {MenuItem[]}
 */
function wordingsItems(messenger, message) {
  if (!message.edited_at) return [];
  const run = wishFor(messenger, "wordings", message);
  return [{ picture: icon("history"), label: t("Edit history"), run }];
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {Message} message
 * @returns {MenuItem[]}
 */
function pinItems(messenger, chat, { seq, pinned: on }) {
  if (!mayPin(chat)) return [];
  const run = () => messenger.ask("messages.pin", { chat_id: chat.id, seq, on: !on });
  return [
    on
      ? { picture: icon("pinned-off"), label: t("Unpin"), run }
      : { picture: icon("pin"), label: t("Pin"), run },
  ];
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {Message} message
 * @returns {MenuItem[]}
 */
function forwardItems(messenger, chat, message) {
  // What forwards comes when it is first used.
  const wish = (/** @type {boolean} */ save) => () =>
    messenger.dispatchEvent(new CustomEvent("forward", { detail: { messages: [message], save } }));
  const items = [{ picture: icon("arrow-forward-up"), label: t("Forward"), run: wish(false) }];
  if (chat.kind === "saved") return items;
  return [...items, { picture: icon("bookmark"), label: t("Save"), run: wish(true) }];
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {Bubble} bubble
 * @returns {MenuItem[]}
 */
function previewItems(messenger, chat, { message, mine, seq }) {
  if (!message?.preview || !(mine || chat.rights?.includes("delete"))) return [];
  const run = () => messenger.ask("messages.remove_preview", { chat_id: chat.id, seq });
  return [{ picture: icon("link-off"), label: t("Remove the preview"), run }];
}

/**
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {Bubble} bubble
 */
function editItem(messenger, chat, { seq }) {
  const run = () => beginEdit(messenger, chat.id, seq);
  return { picture: icon("pencil"), label: t("Edit"), run };
}

/**
 * @param {ModelElement} asker
 * @param {Chat} chat
 * @param {Pick<Bubble, "message" | "mine" | "seq">} bubble
 */
function deleteItem(asker, chat, bubble) {
  const [saved, group] = [chat.kind === "saved", chat.kind === "group"];
  // In a group a right decides on what others wrote, and on what the server told.
  const may = chat.rights?.includes("delete") === true;
  const own = bubble.mine && !isService(bubble);
  const facts = { chat_id: chat.id, seqs: [bubble.seq], title: titleOf(chat), saved, group };
  const run = () => asker.askDialog("delete-messages", { ...facts, mine: own || may });
  return { picture: icon("trash"), label: t("Delete"), danger: true, run };
}

/**
 * @param {Messenger} messenger
 * @param {OutgoingMessage} item
 */
function retryItem(messenger, { client_id }) {
  const run = () => messenger.outbox.retry(client_id);
  return { picture: icon("refresh"), label: t("Send again"), run };
}

/**
 * What takes a while to go out can be called back.
 * @param {Messenger} messenger
 * @param {OutgoingMessage | null} item
 * @returns {MenuItem[]}
 */
function cancelItems(messenger, item) {
  if (!item?.files) return [];
  const run = () => messenger.outbox.drop(item.client_id);
  return [{ picture: icon("x"), label: t("Cancel sending"), danger: true, run }];
}

/**
 * @param {Messenger} messenger
 * @param {OutgoingMessage} item
 */
function dropItem(messenger, { client_id, edits }) {
  const run = () => messenger.outbox.drop(client_id);
  const label = edits === undefined ? t("Delete") : t("Drop the change");
  return { picture: icon("trash"), label, danger: true, run };
}
