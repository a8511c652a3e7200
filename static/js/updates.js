// @ts-check
/**
 * Whether the server has newer files than this page was made of.
 *
 * @typedef {import("./connection.js").Connection} Connection
 * @typedef {import("./models/messenger.js").Messenger} Messenger
 */

const EVERY = 30 * 60 * 1000; // ms

/** The server keeps only files of its own version for good. */
async function isOutdated() {
  const file = `${document.documentElement.dataset.static}js/app.js`;
  try {
    const answer = await fetch(file, { method: "HEAD", cache: "no-store" });
    return answer.ok && !answer.headers.get("cache-control")?.includes("immutable");
  } catch {
    return false; // Away, and no newer.
  }
}

/**
 * Look every half hour, and whenever the server is back.
 * @param {Messenger} messenger
 * @param {Connection} connection
 */
export function keepUpdated(messenger, connection) {
  let wasOnline = false;
  const look = async () => {
    if (messenger.outdated || !(await isOutdated())) return;
    messenger.outdated = true;
    messenger.changed();
  };
  setInterval(look, EVERY);
  connection.addEventListener("status", () => {
    if (connection.status.phase !== "online") return;
    if (wasOnline) look();
    wasOnline = true;
  });
}
