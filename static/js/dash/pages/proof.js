// @ts-check
// The dialog that asks once more who it is; afterwards the interrupted callback runs again.
(() => {
  const page = /** @type {any} */ (window);

  /** @typedef {{id: string | object, property: string}} Cause what set the callback off */

  /** @param {Cause | null} again */
  function open(again) {
    return Boolean(again);
  }

  /** @param {Cause | null} again */
  function goOn(again) {
    const { set_props: setProps, no_update: same } = page.dash_clientside;
    if (!again) return same;
    // Any new value of a click or of what a form sent runs the callback.
    setProps(again.id, { [again.property]: Date.now() });
    return false;
  }

  page.dash_clientside = { ...page.dash_clientside, proof: { open, goOn } };
})();
