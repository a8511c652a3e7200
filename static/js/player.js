// @ts-check
/** What is heard in this page. */

import { messenger } from "./messenger.js";
import { fromHere } from "./models/local-media.js";
import { Player } from "./models/player.js";

/** @typedef {import("./models/player.js").Track} Track */

/**
 * The next voice message where this one was begun, or else of the chat, as far as it is loaded.
 * @param {Track} track
 * @returns {Track | null}
 */
function nextVoice({ chatId, seq, next: nextThere }) {
  if (nextThere) return nextThere();
  const messages = messenger.loaded(chatId)?.messages ?? [];
  const at = messages.findIndex((message) => message.seq === seq);
  if (messages[at]?.kind !== "voice") return null;
  const next = messages.slice(at + 1).find(({ deleted }) => !deleted);
  const [media] = next?.kind === "voice" ? (next.attachments ?? []) : [];
  if (!(next && media)) return null;
  const { id, url } = fromHere(media);
  return { id, url, chatId, seq: next.seq };
}

export const player = new Player({ makeAudio: () => new Audio(), nextOf: nextVoice });

// Who leaves the chat has no button any more to stop it.
messenger.watch(() => {
  if (player.track && messenger.openChatId !== player.track.chatId) player.stop();
});
