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

  /** @type {WeakMap<HTMLFormElement, number>} the last click that sent each form */
  const sent = new WeakMap();

  /**
   * Answers the click that sends the form, once the values given are those that stand in it.
   * @param {number | undefined} click
   * @param {...string} facts the values of the fields, then their names
   */
  function send(click, ...facts) {
    const names = facts.slice(facts.length / 2);
    const form = [...document.forms].find((each) =>
      names.every((name) => each.elements.namedItem(name)),
    );
    const same = names.every((name, at) => {
      const field = /** @type {HTMLInputElement | null} */ (form?.elements.namedItem(name));
      return field?.value === (facts[at] ?? "");
    });
    if (!(form && click && same) || sent.get(form) === click) return page.dash_clientside.no_update;
    sent.set(form, click);
    return click;
  }

  page.dash_clientside = { ...page.dash_clientside, typing: { settle, forgive, send } };
})();
