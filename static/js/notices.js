// @ts-check

const SHOWN = 4_000;
/** A letter takes so long to be read. */
const LETTER = 80;
/** What one can also press stays longer. */
const SHOWN_WITH_WAY = 8_000;

/** The place of short notices: one at a time, read out by a screen reader. */
export function keepNotices(/** @type {EventTarget} */ source) {
  const place = document.createElement("div");
  place.className = "notices";
  place.setAttribute("role", "status");
  document.body.append(place);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const clear = () => place.replaceChildren();
  source.addEventListener("notice", (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    const { text = detail, label, run } = detail;
    place.replaceChildren(text);
    if (run) {
      const way = document.createElement("button");
      way.type = "button";
      way.textContent = label;
      way.addEventListener("click", () => {
        clear();
        run();
      });
      place.append(way);
    }
    clearTimeout(timer);
    timer = setTimeout(clear, Math.max(run ? SHOWN_WITH_WAY : SHOWN, text.length * LETTER));
  });
}
