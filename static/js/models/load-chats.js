// @ts-check

const PAGE = 200;
const RETRY = 2_000;

/**
 * Load the whole list, page by page; each page shows as soon as it is here.
 * @param {import("./messenger.js").Messenger} messenger
 */
export async function loadChats(messenger) {
  let cursor = null;
  let complete = false;
  while (!complete) {
    const reply = await messenger.ask("chats.list", { limit: PAGE, cursor });
    if (!reply) await new Promise((resolve) => setTimeout(resolve, RETRY));
    for (const chat of reply?.chats ?? []) {
      messenger.ledger.reachVersion(chat.id, chat.version);
      messenger.chats.set(chat);
    }
    complete = reply?.cursor === null;
    cursor = reply?.cursor ?? cursor;
  }
  messenger.chats.setComplete();
}
