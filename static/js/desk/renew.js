// @ts-check

/**
 * Bring a part of the page to what the server shows now, and leave alone what is the same: the
 * focus, a selection, and what was typed there.
 * @param {Element} old
 * @param {Element} fresh
 */
export function renew(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.tagName === fresh.tagName && old.matches("ol, ul")) renewRows(old, fresh);
  else old.replaceWith(fresh);
}

/**
 * @param {Element} list whose rows have ids
 * @param {Element} fresh
 */
function renewRows(list, fresh) {
  const rows = [...fresh.children];
  const ids = new Set(rows.map(({ id }) => id));
  for (const row of [...list.children]) if (!ids.has(row.id)) row.remove();
  const known = new Map([...list.children].map((row) => [row.id, row]));
  let place = list.firstElementChild;
  for (const row of rows) place = put(list, row, known.get(row.id), place);
}

/**
 * @param {Element} list
 * @param {Element} row as it is to be
 * @param {Element | undefined} old as it is
 * @param {Element | null} place before which it belongs, or where it stands
 * @returns {Element | null} the place of the next one
 */
function put(list, row, old, place) {
  const next = old === place ? (place?.nextElementSibling ?? null) : place;
  if (old?.isEqualNode(row)) {
    if (old !== place) list.insertBefore(old, place);
  } else if (old && old === place) old.replaceWith(row);
  else {
    old?.remove();
    list.insertBefore(row, place);
  }
  return next;
}
