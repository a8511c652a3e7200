// @ts-check

import { copyText } from "../actions.js";
import { beginEdit } from "../models/rewriting.js";
import { t } from "../texts.js";
import { icon } from "./icon.js";
import { titleOf } from "./words.js";

/**
 * @typedef {import("../models/feed.js").Bubble} Bubble
 * @typedef {import("../models/messenger.js").Messenger} Messenger
 * @typedef {import("../models/objects.js").Chat} Chat
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
 * @returns {MenuItem[]}
 */
export function messageMenu(asker, messenger, chat, bubble) {
  const copy = {
    picture: icon("copy"),
    label: t("Copy text"),
    run: () => copyText(messenger, bubble.text),
  };
  const { message, outgoing } = bubble;
  if (outgoing?.status === "failed") {
    return [retryItem(messenger, outgoing), copy, dropItem(messenger, outgoing)];
  }
  if (!message) return [copy];
  const edit = bubble.mine ? [editItem(messenger, chat, bubble)] : [];
  return [...edit, copy, deleteItem(asker, chat, bubble)];
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
 * @param {OutgoingMessage} item
 */
function retryItem(messenger, { client_id }) {
  const run = () => messenger.outbox.retry(client_id);
  return { picture: icon("refresh"), label: t("Send again"), run };
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
