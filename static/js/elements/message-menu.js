// @ts-check

import { copyText } from "../actions.js";
import { t } from "../texts.js";
import { icon } from "./icon.js";
import { titleOf } from "./words.js";

/**
 * @typedef {import("../models/feed.js").Bubble} Bubble
 * @typedef {import("../models/messenger.js").Messenger} Messenger
 * @typedef {import("../models/objects.js").Chat} Chat
 * @typedef {import("../models/objects.js").Message} Message
 * @typedef {import("./context-menu.js").MenuItem} MenuItem
 * @typedef {import("./model-element.js").ModelElement} ModelElement
 */

/**
 * What can be done with a message.
 * @param {ModelElement} asker
 * @param {Messenger} messenger
 * @param {Chat} chat
 * @param {Bubble} bubble
 * @returns {MenuItem[]}
 */
export function messageMenu(asker, messenger, chat, bubble) {
  const copy = {
    picture: icon("copy"),
    label: t("Copy text"),
    run: () => copyText(messenger, bubble.text),
  };
  if (bubble.message) {
    const { message } = bubble;
    const edit = bubble.mine ? [editItem(messenger, message)] : [];
    return [...edit, copy, deleteItem(asker, chat, bubble)];
  }
  return bubble.outgoing?.status === "failed"
    ? [retryItem(messenger, bubble.key), copy, dropItem(messenger, bubble.key)]
    : [copy];
}

/**
 * @param {Messenger} messenger
 * @param {Message} message
 */
function editItem(messenger, message) {
  const run = () => messenger.conversation(message.chat_id).edit(message);
  return { picture: icon("pencil"), label: t("Edit"), run };
}

/**
 * @param {ModelElement} asker
 * @param {Chat} chat
 * @param {Bubble} bubble
 */
function deleteItem(asker, chat, { seq, mine }) {
  const saved = chat.kind === "saved";
  const facts = { chat_id: chat.id, seqs: [seq], title: titleOf(chat), mine, saved };
  const run = () => asker.askDialog("delete-messages", facts);
  return { picture: icon("trash"), label: t("Delete"), danger: true, run };
}

/**
 * @param {Messenger} messenger
 * @param {string} clientId
 */
function retryItem(messenger, clientId) {
  const run = () => messenger.outbox.retry(clientId);
  return { picture: icon("refresh"), label: t("Send again"), run };
}

/**
 * @param {Messenger} messenger
 * @param {string} clientId
 */
function dropItem(messenger, clientId) {
  const run = () => messenger.outbox.drop(clientId);
  return { picture: icon("trash"), label: t("Delete"), danger: true, run };
}
