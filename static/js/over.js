// @ts-check
/** What lies over the page: a menu, a calendar, a dialog, or the pane about a chat on a phone. */

export const OVER = "[role=dialog], [role=menu], day-calendar, chat-info[data-over]";

/**
 * Close it, as Esc does.
 * @returns {boolean} whether there was anything
 */
export function closeOver() {
  const found = [...document.querySelectorAll(OVER)].filter((over) => over.checkVisibility());
  const top = found.at(-1);
  top?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  return top !== undefined;
}
