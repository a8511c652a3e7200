// @ts-check

/**
 * Apply what `sync` brought; whatever of it is known already changes nothing.
 * @param {import("./messenger.js").Messenger} messenger
 * @param {import("./objects.js").SyncReply} reply
 */
export function applySync(messenger, { chats, removed, hidden, contacts }) {
  // First, since a chat that was emptied and written in again is in both lists.
  for (const chatId of removed) messenger.removeChat(chatId);
  for (const { chat, messages } of chats) {
    const conversation = messenger.loaded(chat.id);
    for (const message of messages) {
      conversation?.add(message);
      messenger.outbox.drop(message.client_id);
    }
    messenger.chats.set(chat);
  }
  for (const [chatId, seqs] of Object.entries(hidden)) messenger.loaded(chatId)?.hide(seqs);
  for (const user of contacts) messenger.chats.applyUser(user.id, user);
}
