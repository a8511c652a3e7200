// @ts-check

/** Rounding of the browser. */
const AT_END = 2;

/**
 * Begin at the end of the page, and stay there while it grows, until somebody scrolls up.
 * @returns {() => void} what goes to the end again
 */
export function keepEnd() {
  const page = document.scrollingElement ?? document.documentElement;
  let atEnd = true;
  let top = 0;
  const toEnd = () => {
    atEnd = true;
    page.scrollTop = page.scrollHeight;
  };
  const follow = () => {
    if (atEnd) toEnd();
  };
  const look = () => {
    // Below the end of a page that has grown since, nobody has scrolled.
    const isUp = page.scrollTop < top;
    top = page.scrollTop;
    if (page.scrollHeight - page.clientHeight - top <= AT_END) atEnd = true;
    else if (isUp) atEnd = false;
  };
  history.scrollRestoration = "manual";
  addEventListener("scroll", look, { passive: true });
  addEventListener("resize", follow);
  new ResizeObserver(follow).observe(document.body);
  toEnd();
  return toEnd;
}
