// @ts-check

const SHOWN = 4_000;

/** The place of short notices: one at a time, read out by a screen reader. */
export function keepNotices(/** @type {EventTarget} */ source) {
  const place = document.createElement("div");
  place.className = "notices";
  place.setAttribute("role", "status");
  document.body.append(place);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  source.addEventListener("notice", (event) => {
    place.textContent = /** @type {CustomEvent<string>} */ (event).detail;
    clearTimeout(timer);
    timer = setTimeout(() => place.replaceChildren(), SHOWN);
  });
}
