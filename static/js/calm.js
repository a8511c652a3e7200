// @ts-check

/** Whether the person wants nothing to move, by the system or by the settings. */
export function isCalm() {
  const { matches } = matchMedia("(prefers-reduced-motion: reduce)");
  return matches || document.documentElement.dataset.calm === "true";
}
