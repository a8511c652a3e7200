// @ts-check
/**
 * The number of unread messages in the page's title.
 *
 * @typedef {import("./models/messenger.js").Messenger} Messenger
 */

const COUNTED = /^\(\d+\+?\) /;
const MOST_SHOWN = 99;

/** @param {number} unread */
function titlePrefix(unread) {
  if (unread === 0) return "";
  return unread > MOST_SHOWN ? `(${MOST_SHOWN}+) ` : `(${unread}) `;
}

/** @param {Messenger} messenger */
function showTitle({ chats }) {
  const title = titlePrefix(chats.unreadTotal()) + document.title.replace(COUNTED, "");
  if (document.title !== title) document.title = title;
}

/** @param {Messenger} messenger */
export function keepTitle(messenger) {
  messenger.chats.watch(() => showTitle(messenger));
  // The page's own framework writes the title too.
  new MutationObserver(() => showTitle(messenger)).observe(document.head, {
    childList: true,
    subtree: true,
    characterData: true,
  });
}
