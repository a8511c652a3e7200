// @ts-check
// What the head of the list does in the page itself.
(() => {
  const page = /** @type {any} */ (window);
  const KEY = "mantine-color-scheme-value";
  const FOCUS_RETURNS = 100; // ms
  const NO_ANSWER = 12_000; // ms; the server gives up after 10 s

  /** @param {{chat_id: string}} chat */
  function openChat(chat) {
    // A menu that closes gives the focus back a moment later; the composer takes it after that.
    setTimeout(() => page.messengerApp?.openChat(chat.chat_id), FOCUS_RETURNS);
  }

  /** @param {string} dialog @param {object} [facts] */
  function askDialog(dialog, facts = {}) {
    const detail = { dialog, ...facts };
    document.dispatchEvent(new CustomEvent("messenger-dialog", { bubbles: true, detail }));
  }

  function markScheme() {
    document.documentElement.dataset.schemeChoice = localStorage.getItem(KEY) ?? "auto";
  }

  /** @param {number} _click @param {string} scheme */
  function chooseScheme(_click, scheme) {
    localStorage.setItem(KEY, scheme);
    // Other tabs hear of it by themselves; this event tells Mantine, and first.js, in this one.
    const change = { key: KEY, newValue: scheme, storageArea: localStorage };
    window.dispatchEvent(new StorageEvent("storage", change));
    markScheme();
  }

  /** Sign out, but not without a word where something would be lost by it. */
  async function leave() {
    const { messages, changes } = (await page.messengerApp?.unsent()) ?? {
      messages: 0,
      changes: 0,
    };
    if (messages + changes === 0) return leaveNow();
    const what = { changes: changes > 0, both: messages > 0 && changes > 0 };
    askDialog("sign-out", { count: messages || changes, ...what });
    return page.dash_clientside.no_update;
  }

  /** The socket is closed first, or its end would race with the answer that takes the cookie away. */
  function leaveNow() {
    page.messengerApp?.leave();
    // No answer means that nobody was signed out.
    setTimeout(() => page.messengerApp?.stay(), NO_ANSWER);
    return Date.now();
  }

  async function signedOut() {
    await page.messengerApp?.forget();
    location.assign("/sign-in");
  }

  try {
    markScheme();
  } catch {
    // Storage is switched off in this browser.
  }
  page.dash_clientside = {
    ...page.dash_clientside,
    shell: {
      openChat,
      newGroup: () => askDialog("new-group"),
      joinGroup: () => askDialog("join-group"),
      addContact: () => askDialog("add-contact"),
      showSettings: () => askDialog("settings"),
      showShortcuts: () => askDialog("shortcuts"),
      chooseScheme,
      leave,
      leaveNow,
      signedOut,
    },
  };
})();
