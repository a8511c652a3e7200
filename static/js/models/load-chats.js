// @ts-check

/** As many as a tall screen shows: those are drawn before the others are asked for. */
const FIRST_PAGE = 40;
const PAGE = 200;
const RETRY = 2_000;

/**
 * Load the whole list, page by page; each page shows as soon as it is here.
 * @param {import("./messenger.js").Messenger} messenger
 */
export async function loadChats(messenger) {
  let cursor = null;
  let complete = false;
  /** @type {import("./objects.js").Chat | undefined} */
  let above;
  while (!complete) {
    const limit = cursor ? PAGE : FIRST_PAGE;
    const since = messenger.chats.removals;
    const reply = await messenger.ask("chats.list", { limit, cursor });
    if (!reply) await new Promise((resolve) => setTimeout(resolve, RETRY));
    above = takePage(messenger, reply?.chats ?? [], { above, since });
    complete = reply?.cursor === null;
    cursor = reply?.cursor ?? cursor;
  }
  for (const chatId of messenger.chats.remembered()) messenger.removeChat(chatId);
  messenger.chats.setComplete();
}

/**
 * @param {import("./messenger.js").Messenger} messenger
 * @param {import("./objects.js").Chat[]} chats
 * @param {{above?: import("./objects.js").Chat, since: number}} place the last chat before them, and
 *   which removals the server knew
 * @returns {import("./objects.js").Chat | undefined} the last chat so far
 */
function takePage(messenger, chats, { above, since }) {
  let last = above;
  for (const chat of chats) {
    if (messenger.chats.hasGone(chat.id, since)) continue; // An event has overtaken the reply.
    messenger.ledger.reachVersion(chat.id, chat.version);
    messenger.chats.setBelow(chat, last);
    last = chat;
  }
  return last;
}

/**
 * Ask again who is here: what was told of that while the connection was lost is gone.
 * @param {import("./messenger.js").Messenger} messenger
 */
export async function refreshPresence(messenger) {
  const reply = await messenger.ask("chats.list", { limit: PAGE });
  for (const { peer } of reply?.chats ?? []) {
    if (!peer) continue;
    messenger.chats.applyUser(peer.id, { online: peer.online, last_seen: peer.last_seen });
  }
}
