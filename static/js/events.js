// @ts-check

import { preferences } from "./preferences.js";

/**
 * What each event of the server changes here: the one place that knows them all.
 *
 * @typedef {import("./models/messenger.js").Messenger} Messenger
 * @typedef {import("./models/objects.js").Chat} Chat
 * @typedef {import("./models/objects.js").Message} Message
 */

/**
 * @param {Messenger} messenger
 * @param {{event: string, data: any}} frame
 * @throws {Error} where no listener is written for the event
 */
export function applyEvent(messenger, { event, data }) {
  switch (event) {
    case "hello":
      return void messenger.welcome(data);
    case "message.new":
      return void messenger.receive(data);
    case "message.updated":
      return updateMessage(messenger, data);
    case "message.hidden":
      return hideMessages(messenger, data);
    case "chat.new":
    case "chat.updated":
      return updateChat(messenger, data);
    case "chat.removed":
      messenger.removeChat(data.chat_id);
      return messenger.ledger.seeState(data.state);
    case "chat.cleared":
      messenger.clearChat(data.chat);
      return messenger.ledger.seeState(data.state);
    case "pins.updated":
      messenger.chats.applyPins(data.chat_ids);
      return messenger.ledger.seeState(data.state);
    case "folders.updated":
      messenger.folders.set(data.folders);
      return messenger.ledger.seeState(data.state);
    case "member.joined":
    case "member.left":
      messenger.chats.keep(data.chat_id, { member_count: data.member_count });
      messenger.dispatchEvent(new CustomEvent("members", { detail: data.chat_id }));
      return messenger.ledger.seeVersion(data.chat_id, data.version);
    case "member.requested":
      return void messenger.dispatchEvent(new CustomEvent("members", { detail: data.chat_id }));
    case "reminders.updated":
      return void messenger.dispatchEvent(new CustomEvent("reminders"));
    case "stickers.updated":
      return void messenger.dispatchEvent(new CustomEvent("stickers"));
    case "read":
      return read(messenger, data);
    case "typing":
      return messenger.typing.set(data.chat_id, data.user_id, data.on);
    case "presence":
      return messenger.chats.applyUser(data.user_id, {
        online: data.online,
        last_seen: data.last_seen,
      });
    case "contact.updated":
      messenger.chats.applyUser(data.user.id, data.user);
      return messenger.ledger.seeState(data.state);
    case "account.updated":
      preferences.learn(data);
      messenger.me = data.user;
      messenger.changed();
      return messenger.ledger.seeState(data.state);
    case "desk.updated":
      return messenger.knowDesk(data.desk);
    case "ticket.updated": // The pages of the help show it.
    case "session.revoked":
    case "server.stopping":
      return; // The connection acts on the others itself.
    default:
      throw new Error(`No listener for the event ${event}`);
  }
}

/**
 * @param {Messenger} messenger
 * @param {{chat_id: string, version: number, message: Message}} data
 */
function updateMessage(messenger, { chat_id, version, message }) {
  messenger.applyUpdated(message);
  messenger.ledger.seeVersion(chat_id, version);
}

/**
 * @param {Messenger} messenger
 * @param {{chat_id: string, seqs: number[], state: number}} data
 */
function hideMessages(messenger, { chat_id, seqs, state }) {
  const conversation = messenger.loaded(chat_id);
  if (conversation) conversation.hide(seqs);
  else messenger.cache.dropPage(chat_id);
  messenger.pins.hide(chat_id, seqs);
  messenger.tellHidden(chat_id, seqs);
  if (messenger.chats.applyHidden(chat_id, seqs)) messenger.refresh(chat_id);
  messenger.ledger.seeState(state);
}

/**
 * An event that took a state does not take a version: the chat's one may still be on its way.
 * @param {Messenger} messenger
 * @param {{chat: Chat, state: number | null}} data
 */
function updateChat(messenger, { chat, state }) {
  messenger.chats.set(chat);
  if (typeof state === "number" && messenger.ledger.knows(chat.id))
    messenger.ledger.seeState(state);
  else {
    messenger.ledger.seeVersion(chat.id, chat.version);
    messenger.ledger.seeState(state);
  }
}

/**
 * @param {Messenger} messenger
 * @param {{chat_id: string, user_id: string, seq: number, version: number | null, state: number | null}} data
 */
function read(messenger, { chat_id, user_id, seq, version, state }) {
  if (user_id !== messenger.me?.id) messenger.chats.applyPeerRead(chat_id, seq);
  else if (messenger.chats.applyOwnRead(chat_id, seq)) messenger.refresh(chat_id);
  messenger.ledger.seeVersion(chat_id, version);
  messenger.ledger.seeState(state);
}
