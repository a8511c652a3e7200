// @ts-check
/** The number of unread messages on the icon of the tab, and on the app's where there is one. */

const MOST_SHOWN = 99;
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="10" fill="#4263eb"/>`;

/** @param {number} unread */
function drawing(unread) {
  const words = unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread);
  const size = [0, 21, 18, 14][words.length];
  const text = `<text x="16" y="17" fill="#fff" font-family="sans-serif" font-weight="700" font-size="${size}" text-anchor="middle" dominant-baseline="central">${words}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(ICON + text)}`;
}

let shown = 0;
let plain = "";

/** @param {number} unread in chats that are not muted */
export function showBadges(unread) {
  const link = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=icon]"));
  if (!link || unread === shown) return;
  plain ||= link.href;
  shown = unread;
  link.href = unread > 0 ? drawing(unread) : plain;
  if (!("setAppBadge" in navigator)) return;
  const told = unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge();
  told.catch(() => {}); // Only an installed app has one.
}
