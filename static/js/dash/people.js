// @ts-check
// The people found in the dialog that adds contacts.
(() => {
  const page = /** @type {any} */ (window);

  /** Whose button was pressed; rows that have only just appeared count as nobody's. */
  function choose() {
    const { callback_context: context, no_update: same } = page.dash_clientside;
    const pressed = context.triggered.find((/** @type {any} */ cause) => cause.value);
    if (!pressed) return same;
    const id = JSON.parse(pressed.prop_id.slice(0, pressed.prop_id.lastIndexOf(".")));
    return { user: id.user, click: Date.now() };
  }

  /** The dialog opens with an empty field. */
  function startOver() {
    return "";
  }

  page.dash_clientside = { ...page.dash_clientside, people: { choose, startOver } };
})();
