// @ts-check
/** Modules with the stylesheets that dress them. */

/** @type {Map<string, Promise<void>>} the stylesheets that came, or are on their way, by name */
const brought = new Map();

/**
 * Fetch a module together with its stylesheets.
 * @template Module
 * @param {Promise<Module>} module
 * @param {...string} sheets names of the stylesheets without which it must not be seen
 */
export async function dressed(module, ...sheets) {
  const [here] = await Promise.all([module, ...sheets.map(dress)]);
  return here;
}

/**
 * Bring a stylesheet of `static/css/late/`, once; fails where it cannot be had.
 * @param {string} name
 */
function dress(name) {
  const known = brought.get(name);
  if (known) return known;
  const coming = link(name);
  brought.set(name, coming);
  coming.catch(() => brought.delete(name)); // The next wish asks again.
  return coming;
}

/** @param {string} name */
function link(name) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = `${document.documentElement.dataset.static}css/late/${name}.css`;
  /** @type {Promise<void>} */
  const coming = new Promise((resolve, reject) => {
    sheet.onload = () => resolve();
    sheet.onerror = () => {
      sheet.remove();
      reject(new Error(`no stylesheet ${name}`));
    };
  });
  document.head.append(sheet);
  return coming;
}
