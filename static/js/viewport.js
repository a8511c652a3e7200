// @ts-check

/**
 * Keep the page as high as what is seen of it: some browsers lay a phone's keyboard over the page
 * instead of making it smaller.
 */
export function keepViewport() {
  const view = window.visualViewport;
  if (!view) return;
  const { style } = document.documentElement;
  view.addEventListener("resize", () => {
    // Zoomed in, only a part of the page is seen, and that is meant.
    const covered = view.scale === 1 && view.height < window.innerHeight - 1;
    if (covered) style.setProperty("--view-height", `${view.height}px`);
    else style.removeProperty("--view-height");
    if (covered) window.scrollTo(0, 0);
  });
}
