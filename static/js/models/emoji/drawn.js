// @ts-check
/** Which emoji this browser draws: those of a version come together, with the font of the system. */

/** One of each young version, from the newest on. */
const SAMPLES = /** @type {const} */ ([
  [15.1, "🐦‍🔥"],
  [15, "🫨"],
  [14, "🫠"],
]);
const OLDER = 13.1;
const OLD = "😀";
const SIZE = 24;
/** A chain of several that the font has not put together is drawn as several. */
const WIDER = 1.5;

/** The newest version of emoji that is drawn here. */
export function newestDrawn() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const context = canvas.getContext?.("2d", { willReadFrequently: true });
  if (!context) return Number.POSITIVE_INFINITY; // Nobody can look.
  context.font = `${SIZE / 2}px sans-serif`;
  context.textBaseline = "top";
  const widest = context.measureText(OLD).width * WIDER;
  for (const [version, sign] of SAMPLES) {
    if (context.measureText(sign).width <= widest && isInColour(context, sign)) return version;
  }
  return OLDER;
}

/**
 * Whether a sign has colours of its own: a mere box takes the one it is drawn in.
 * @param {CanvasRenderingContext2D} context
 * @param {string} sign
 */
function isInColour(context, sign) {
  const [black, white] = ["#000", "#fff"].map((colour) => {
    context.clearRect(0, 0, SIZE, SIZE);
    context.fillStyle = colour;
    context.fillText(sign, 0, 0);
    return context.getImageData(0, 0, SIZE, SIZE).data;
  });
  return black.every((value, at) => value === white[at]);
}
