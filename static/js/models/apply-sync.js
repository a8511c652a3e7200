// @ts-check

/**
 * Apply what `sync` brought; whatever of it is known already changes nothing.
 * @param {import("./messenger.js").Messenger} messenger
 * @param {import("./objects.js").SyncReply} reply
 */
export function applySync(messenger, { chats, removed, hidden, contacts, folders }) {
  // First, since a chat that was emptied and is still there is in both lists.
  const left = new Map(chats.map(({ chat }) => [chat.id, chat]));
  for (const chatId of removed) {
    const chat = left.get(chatId);
    if (chat) messenger.clearChat(chat);
    else messenger.removeChat(chatId);
  }
  for (const { chat, messages } of chats) {
    const conversation = messenger.loaded(chat.id);
    for (const message of messages) {
      conversation?.add(message);
      messenger.pins.see(message);
      messenger.tell(message);
      messenger.outbox.drop(message.client_id);
    }
    messenger.chats.set(chat);
  }
  for (const [chatId, seqs] of Object.entries(hidden)) {
    messenger.loaded(chatId)?.hide(seqs);
    messenger.pins.hide(chatId, seqs);
    messenger.tellHidden(chatId, seqs);
  }
  if (folders) messenger.folders.set(folders);
  for (const user of contacts) messenger.chats.applyUser(user.id, user);
}
