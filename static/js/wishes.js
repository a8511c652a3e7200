// @ts-check
/**
 * What a person may wish for by menus: parts that come when they are first wished for.
 *
 * @typedef {import("./models/messenger.js").Messenger} Messenger
 */

import {
  bringChosenBar,
  bringEmoji,
  bringEmojiLists,
  bringForward,
  bringLater,
  bringMyStickers,
  bringReplyGestures,
  bringStickerPack,
  bringUndoBar,
  bringWordings,
} from "./late.js";
import { markdown } from "./markdown.js";
import { answerable } from "./models/replying.js";

/**
 * Fulfil each of them.
 * @param {Messenger} messenger
 */
export function keepWishes(messenger) {
  /** @type {Record<string, (detail: any) => Promise<void>>} */
  const wishes = {
    undo: async (detail) => (await bringUndoBar())?.offerUndo(detail),
    forward: async ({ messages, save }) => {
      const forward = await bringForward();
      if (save) forward?.saveMessages(messages);
      else forward?.openForward(messages);
    },
    later: async (run) => {
      const later = await bringLater();
      if (later) run(later);
    },
    select: async ({ chatId, seq }) => {
      if (await bringChosenBar()) messenger.conversation(chatId).choose(seq, true);
    },
    wordings: async ({ chatId, seq }) => (await bringWordings())?.openWordings(chatId, seq),
    "sticker-pack": async (code) => (await bringStickerPack())?.openPack(code),
    "my-stickers": async () => (await bringMyStickers())?.openMyStickers(),
    "edit-pack": async (code) => (await bringMyStickers())?.openEditor(code),
    emoji: async ({ asker, choose }) => {
      const late = await bringEmoji();
      await late?.openEmojiPanel(asker, { onChoose: choose });
    },
  };
  for (const [name, fulfil] of Object.entries(wishes)) {
    messenger.addEventListener(name, (event) => {
      fulfil(/** @type {CustomEvent} */ (event).detail);
    });
  }
  keepPackLinks(messenger);
  markdown.watch(() => {
    markdown.reader?.whenShortcodesAreMissed(() => nameEmoji());
  });
  bringReplyGestures().then((late) => {
    late?.keepReplyGestures(({ chatId, seq }) => answerable(messenger, chatId, seq) !== null);
  });
}

const PACKS = "/stickers/";

/**
 * Open a pack of stickers where a link to it has led here, or is followed here.
 * @param {Messenger} messenger
 */
function keepPackLinks(messenger) {
  const open = (/** @type {string} */ detail) =>
    messenger.dispatchEvent(new CustomEvent("sticker-pack", { detail }));
  const code = new URLSearchParams(location.search).get("stickers");
  if (code) {
    history.replaceState(history.state, "", location.pathname + location.hash);
    open(code);
  }
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (link?.origin !== location.origin || !link.pathname.startsWith(PACKS)) return;
    event.preventDefault();
    open(decodeURIComponent(link.pathname.slice(PACKS.length)));
  });
}

let isNaming = false;

/** Have messages show the emoji that they name. */
async function nameEmoji() {
  if (isNaming) return;
  isNaming = true;
  const lists = await bringEmojiLists();
  isNaming = lists !== null; // Else the next message asks again.
  if (!(lists && markdown.reader)) return;
  markdown.reader.useShortcodes((name) => lists.named(name)?.sign);
  markdown.reader.drawAnew();
  markdown.changed();
}
