// @ts-check
/** Voice messages of this page: how they are begun and held, kept and sent. */

import { send } from "./actions.js";
import { messenger } from "./messenger.js";
import { openMicrophone } from "./microphone.js";
import { newClientId } from "./models/client-id.js";
import { Hold } from "./models/hold.js";
import { Recorder } from "./models/recorder.js";
import { player } from "./player.js";
import { t } from "./texts.js";
import { uploads } from "./uploading.js";

/** What is longer can be had back after it was cancelled, in s. */
const WORTH = 5;

/**
 * @typedef {import("./elements/message-composer.js").MessageComposer} MessageComposer
 * @typedef {import("./models/recorder.js").Recording} Recording
 */

export const recorder = new Recorder({ open: openMicrophone, told });

/** Whether the last press was that of a finger on the microphone: its click means nothing more. */
let byFinger = false;
/** @type {Map<string, string>} where what waits is heard from, by the id of the recording */
const addresses = new Map();

messenger.watch(() => {
  if (recorder.phase !== "idle" && messenger.openChatId !== recorder.chatId) keepRecording();
});

recorder.watch(() => {
  // What waits is in this page alone.
  if (recorder.holdsAnything) addEventListener("beforeunload", hold);
  else removeEventListener("beforeunload", hold);
});

/** @param {Event} event */
function hold(event) {
  event.preventDefault();
}

/**
 * The button was pressed that records and sends.
 * @param {PointerEvent} event its pointerdown or its click
 * @param {MessageComposer} composer
 */
export function press(event, composer) {
  const chatId = composer.chat?.id;
  if (!chatId) return;
  const isUp = recorder.isFor(chatId) || recorder.keptIn(chatId) !== null;
  if (event.type === "pointerdown") {
    byFinger = event.pointerType === "touch" && !isUp;
    if (byFinger) beginHeld(event, chatId);
  } else if (byFinger && event.detail > 0) byFinger = false;
  else if (isUp) sendFrom(chatId);
  else begin(chatId);
}

/** @param {string} chatId */
async function begin(chatId) {
  player.hush();
  try {
    await recorder.begin(chatId);
  } catch (error) {
    messenger.notice(troubleWords(error));
  }
}

/**
 * A finger holds the microphone: lifted it sends, drawn to the left it cancels, and drawn up it
 * leaves the recording to itself. So does a tap.
 * @param {PointerEvent} event
 * @param {string} chatId
 */
function beginHeld(event, chatId) {
  const target = /** @type {Element} */ (event.target);
  const { pointerId } = event;
  if (recorder.phase !== "idle") return;
  begin(chatId);
  if (!target.hasPointerCapture(pointerId)) return; // It was lifted before this code was here.
  const button = target.closest("button") ?? target;
  button.setPointerCapture(pointerId); // The icon in it may be drawn anew.
  const held = new Hold(event);
  recorder.hold = held;
  recorder.changed();
  follow(button, pointerId, {
    pointermove: (now) => draw(held, now),
    pointerup: (end) => lift(held, end, chatId),
    pointercancel: () => recorder.hold === held && recorder.lock(),
  });
}

/**
 * Hear of a finger until it is gone.
 * @param {Element} button
 * @param {number} pointerId
 * @param {Record<string, (event: PointerEvent) => void>} ways
 */
function follow(button, pointerId, ways) {
  const gone = new AbortController();
  for (const [name, run] of Object.entries(ways)) {
    const hear = (/** @type {Event} */ event) => {
      const pointer = /** @type {PointerEvent} */ (event);
      if (pointer.pointerId !== pointerId) return;
      if (name !== "pointermove") gone.abort();
      run(pointer);
    };
    button.addEventListener(name, hear, { signal: gone.signal });
  }
}

/**
 * @param {Hold} held
 * @param {PointerEvent} now
 */
function draw(held, now) {
  if (recorder.hold !== held) return;
  held.move(now);
  if (held.cancelling === 1) cancelRecording();
  else if (held.locking === 1) recorder.lock();
  else recorder.meter.changed();
}

/**
 * @param {Hold} held
 * @param {PointerEvent} end
 * @param {string} chatId
 */
function lift(held, end, chatId) {
  if (recorder.hold !== held) return;
  if (held.isTap(end) || recorder.phase === "opening") recorder.lock();
  else if (recorder.isTooShort) {
    recorder.cancel();
    messenger.notice(t("Hold the microphone while you speak, and let go to send."));
  } else sendFrom(chatId);
}

/** @param {string} chatId */
async function sendFrom(chatId) {
  const kept = recorder.isFor(chatId) ? null : recorder.keptIn(chatId);
  if (kept) {
    letGo(kept);
    recorder.drop(chatId);
    sendRecording(chatId, kept);
  } else if (recorder.isTooShort) {
    messenger.notice(t("A voice message lasts at least a second."));
  } else {
    const recording = await recorder.finish();
    if (recording) sendRecording(chatId, recording);
  }
}

/**
 * @param {string} chatId
 * @param {Recording} recording
 */
function sendRecording(chatId, recording) {
  const id = newClientId();
  uploads.keep([{ id, blob: recording.blob }]);
  const file = { ...factsOf(recording), id, url: "", status: /** @type {const} */ ("uploading") };
  send(messenger, chatId, "", { files: [file] });
}

/** @param {Recording} recording */
function factsOf({ blob, duration, waveform }) {
  const kind = /** @type {const} */ ("voice");
  const facts = { kind, name: nameOf(blob), mime: blob.type, size: blob.size, duration, waveform };
  return { ...facts, width: null, height: null, thumbnail_url: null, preview: null };
}

/** @param {Blob} blob */
function nameOf({ type }) {
  const ending = { "audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a" };
  const [plain] = type.split(";");
  return `voice.${ending[/** @type {keyof typeof ending} */ (plain)] ?? "audio"}`;
}

/** The chat is left, or something else is done there: what was recorded waits for its person. */
export async function keepRecording() {
  const { chatId, phase } = recorder;
  if (phase === "idle" || phase === "ending") return;
  await recorder.keep();
  const isElsewhere = messenger.openChatId !== chatId;
  if (isElsewhere && recorder.keptIn(chatId)) {
    messenger.notice(t("What you recorded waits in its chat, ready to be sent."));
  }
}

/** Record no more; what was worth something can be had back for a moment. */
export async function cancelRecording() {
  const { chatId, time } = recorder;
  if (time < WORTH) {
    await recorder.cancel();
    return;
  }
  const recording = await recorder.finish();
  if (recording) offerBack(chatId, recording);
}

/** @param {string} chatId whose recording is not to be sent */
export function deleteKept(chatId) {
  const kept = recorder.keptIn(chatId);
  if (!kept) return;
  letGo(kept);
  recorder.drop(chatId);
  offerBack(chatId, kept);
}

/**
 * @param {string} chatId
 * @param {Recording} recording
 */
function offerBack(chatId, recording) {
  const run = () => recorder.restore(chatId, recording);
  messenger.notice(t("The recording was deleted."), { label: t("Undo"), run });
}

/**
 * What waits, to be heard before it is sent.
 * @param {Recording} recording
 * @returns {import("./models/objects.js").Media}
 */
export function mediaOf(recording) {
  const { id, blob } = recording;
  const url = addresses.get(id) ?? URL.createObjectURL(blob);
  addresses.set(id, url);
  return { ...factsOf(recording), id, url, status: "ready" };
}

/** @param {Recording} recording that is heard here no more */
function letGo({ id }) {
  if (player.track?.id === id) player.stop();
  URL.revokeObjectURL(addresses.get(id) ?? "");
  addresses.delete(id);
}

/**
 * @param {import("./models/recorder.js").Stop} why
 * @param {string} chatId
 */
function told(why, chatId) {
  if (why === "full") {
    messenger.notice(t("A voice message lasts at most 15 minutes. This one is ready to be sent."));
  } else if (recorder.keptIn(chatId)) {
    messenger.notice(t("The microphone is gone. What it has heard is ready to be sent."));
  } else messenger.notice(t("The microphone is gone. Connect it and try again."));
}

/** @param {unknown} error of the browser */
function troubleWords(error) {
  const { name } = /** @type {DOMException} */ (error);
  if (name === "NotAllowedError" || name === "SecurityError") {
    return t(
      "The microphone is not allowed. Allow it for this site in the browser, and try again.",
    );
  }
  if (name === "NotFoundError") return t("There is no microphone. Connect one and try again.");
  return t("The microphone cannot be used. Another program may have it: close that and try again.");
}
