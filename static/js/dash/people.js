// @ts-check
// The people found and chosen in dialogs.
(() => {
  const page = /** @type {any} */ (window);

  /** Whose button was pressed, and which; rows that have only just appeared count as nobody's. */
  function choose() {
    const { callback_context: context, no_update: same } = page.dash_clientside;
    const pressed = context.triggered.find((/** @type {any} */ cause) => cause.value);
    if (!pressed) return same;
    const id = JSON.parse(pressed.prop_id.slice(0, pressed.prop_id.lastIndexOf(".")));
    return { user: id.user, button: id.type, click: Date.now() };
  }

  /** The dialog opens with an empty field. */
  function startOver() {
    return "";
  }

  /** @returns {[string, unknown[]]} no text, and nobody chosen */
  function pickAnew() {
    return ["", []];
  }

  /** A new group is bare, and all may write there; by its id it is made once. */
  function startGroup() {
    return ["", "", false, ...pickAnew(), page.messengerApp?.newClientId() ?? null, null];
  }

  /** @returns {[string, null, "none"]} no code, no group, and no button */
  function joinAnew() {
    return ["", null, "none"];
  }

  const people = { choose, startOver, pickAnew, startGroup, joinAnew };
  page.dash_clientside = { ...page.dash_clientside, people };
})();
