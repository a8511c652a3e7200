// @ts-check
/**
 * Brings Dash, which draws the menu and the dialogs, once the chats stand on the screen.
 *
 * @typedef {import("./models/chats.js").Chats} Chats
 */

/** The chats are waited for no longer than this, in ms. */
const LONGEST = 2_000;
/** A script that did not come is asked for again after this, in ms. */
const AGAIN = 2_000;

/**
 * Start Dash; a dialog that is asked for before it is there opens as soon as it is.
 * @param {Chats} chats
 */
export async function startDash(chats) {
  const resend = holdRequests();
  await haveChats(chats);
  await haveDrawn();
  await runScripts();
  await haveHead();
  await haveDrawn();
  resend();
}

/** Keep the last wish for a dialog; the answer ends that and wishes it again. */
function holdRequests() {
  /** @type {CustomEvent | undefined} */
  let last;
  const hold = (/** @type {Event} */ event) => {
    last = /** @type {CustomEvent} */ (event);
  };
  document.addEventListener("messenger-dialog", hold);
  return () => {
    document.removeEventListener("messenger-dialog", hold);
    if (!last) return;
    const { detail } = last;
    document.dispatchEvent(new CustomEvent("messenger-dialog", { bubbles: true, detail }));
  };
}

/** @param {Chats} chats */
function haveChats(chats) {
  return new Promise((resolve) => {
    setTimeout(resolve, LONGEST);
    const look = () => {
      if (!chats.complete && chats.size === 0) return;
      stop();
      resolve(null);
    };
    const stop = chats.watch(look);
    look();
  });
}

/** The elements draw in the next frame; the browser shows it before the frame after that. */
async function haveDrawn() {
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve));
}

async function runScripts() {
  const held = /** @type {HTMLTemplateElement} */ (document.getElementById("dash-scripts"));
  const scripts = [...held.content.querySelectorAll("script")];
  // All come at once, then run one after the other from the browser's cache.
  await Promise.all(scripts.filter(({ src }) => src).map(({ src }) => bring(src)));
  for (const script of scripts) await run(script);
}

/** @param {string} src */
async function bring(src) {
  while (!(await isHere(src))) await new Promise((resolve) => setTimeout(resolve, AGAIN));
}

/** @param {string} src */
async function isHere(src) {
  try {
    const answer = await fetch(src);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false; // The network is away.
  }
}

/** @param {HTMLScriptElement} held */
function run(held) {
  const script = document.createElement("script");
  for (const { name, value } of held.attributes) script.setAttribute(name, value);
  script.textContent = held.textContent;
  return new Promise((resolve) => {
    script.onload = resolve;
    script.onerror = resolve;
    document.body.append(script);
    if (!held.src) resolve(null);
  });
}

function haveHead() {
  const head = /** @type {HTMLElement} */ (document.querySelector(".list-head"));
  return new Promise((resolve) => {
    const watcher = new MutationObserver(() => {
      watcher.disconnect();
      resolve(null);
    });
    watcher.observe(head, { childList: true });
  });
}
