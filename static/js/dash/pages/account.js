// @ts-check
// What the account page does by itself.
(() => {
  const page = /** @type {any} */ (window);

  /**
   * The button opens the sections on a phone; choosing one closes them, also the one that is open.
   * @param {number | undefined} _opens @param {number | undefined} _closes @param {string} button
   */
  function turnSections(_opens, _closes, button) {
    const { triggered_id: pressed } = page.dash_clientside.callback_context;
    return pressed === button;
  }

  /**
   * Leave nothing of a person in the browser, and lead away; what another tab still holds it lets
   * go of by itself.
   * @param {string} person
   */
  function leave(person) {
    const away = () => location.assign("/leaving");
    try {
      const request = indexedDB.deleteDatabase(`messenger-${person}`);
      request.onsuccess = request.onerror = request.onblocked = away;
    } catch {
      away(); // Storage is switched off in this browser.
    }
  }

  /**
   * There is nothing to do with a choice of nothing.
   * @param {unknown[] | undefined} chosen
   */
  function isEmpty(chosen) {
    return (chosen ?? []).length === 0;
  }

  const account = { turnSections, leave, isEmpty };
  page.dash_clientside = { ...page.dash_clientside, account };
})();
