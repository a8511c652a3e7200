// @ts-check

/**
 * Put moments into the words and the zone of the reader; the server wrote them in its own.
 * @param {ParentNode} page
 */
export function showMoments(page) {
  const words = new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: "medium",
    timeStyle: "short",
  });
  for (const moment of page.querySelectorAll("time")) {
    moment.textContent = words.format(new Date(moment.dateTime));
  }
}
