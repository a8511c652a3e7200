// @ts-check
/**
 * The number of unread messages in the page's title and on its icon.
 *
 * @typedef {import("./models/messenger.js").Messenger} Messenger
 */

import { showBadges } from "./badges.js";

const COUNTED = /^\(\d+\+?\) /;
const MOST_SHOWN = 99;
const PAUSE = 50;

/** @param {number} unread */
function titlePrefix(unread) {
  if (unread === 0) return "";
  return unread > MOST_SHOWN ? `(${MOST_SHOWN}+) ` : `(${unread}) `;
}

/** @param {Messenger} messenger */
function showTitle({ chats }) {
  const unread = chats.unreadTotal();
  showBadges(unread);
  const title = titlePrefix(unread) + document.title.replace(COUNTED, "");
  if (document.title !== title) document.title = title;
}

/** @param {Messenger} messenger */
export function keepTitle(messenger) {
  let planned = false;
  // Not by frame: the title matters most where the page is hidden and draws none.
  const plan = () => {
    if (planned) return;
    planned = true;
    setTimeout(() => {
      planned = false;
      showTitle(messenger);
    }, PAUSE);
  };
  messenger.chats.watch(plan);
  // The page's own framework writes the title too.
  new MutationObserver(plan).observe(document.head, {
    childList: true,
    subtree: true,
    characterData: true,
  });
}
