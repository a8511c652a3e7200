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

  page.dash_clientside = { ...page.dash_clientside, account: { turnSections } };
})();
