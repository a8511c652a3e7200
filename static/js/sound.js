// @ts-check

/** Many messages at once make one sound, in ms. */
const PAUSE = 1_500;

let lastAt = Number.NEGATIVE_INFINITY;
/** @type {Promise<HTMLAudioElement> | undefined} */
let sound;

/** Play the sound of a new message; a browser that was not touched yet stays silent. */
export async function playSound() {
  if (!navigator.userActivation?.hasBeenActive || performance.now() - lastAt < PAUSE) return;
  lastAt = performance.now();
  try {
    sound ??= load();
    await (await sound).play();
  } catch {
    sound = undefined; // Not to be had now, or nothing here can play it: the next one tries again.
  }
}

/** Whole, since not every browser plays what it cannot ask for in parts. */
async function load() {
  const file = await fetch(new URL("../sounds/message.wav", import.meta.url));
  return new Audio(URL.createObjectURL(await file.blob()));
}
