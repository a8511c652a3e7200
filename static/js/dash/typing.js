// @ts-check
// Fields that are looked at while a person types.
(() => {
  const page = /** @type {any} */ (window);
  const PAUSE = 300; // ms
  /** @type {Map<string, number>} how often each field has changed */
  const changes = new Map();

  /** Answers a new number once the field has rested for a moment; the text itself stays here. */
  async function settle() {
    const field = JSON.stringify(page.dash_clientside.callback_context.outputs_list);
    const change = (changes.get(field) ?? 0) + 1;
    changes.set(field, change);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    return changes.get(field) === change ? change : page.dash_clientside.no_update;
  }

  /** A failure that was told at a field goes when the field is changed. */
  function forgive() {
    return null;
  }

  page.dash_clientside = { ...page.dash_clientside, typing: { settle, forgive } };
})();
