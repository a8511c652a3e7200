// @ts-check
/**
 * The words of the page in the person's language.
 *
 * The keys are the English texts; a plural entry holds its forms in the order of the language's
 * plural categories. Modules that import this one wait until the catalogue is here, so no text is
 * ever drawn in the wrong language first.
 *
 * @typedef {Record<string, string | string[]>} Catalogue
 */

const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];

let language = "en";
/** @type {Catalogue} */
let catalogue = {};
let plurals = new Intl.PluralRules(language);

/**
 * Use a catalogue from now on.
 * @param {string} tag a BCP 47 language tag
 * @param {Catalogue} entries
 */
export function useTexts(tag, entries) {
  language = tag;
  catalogue = entries;
  plurals = new Intl.PluralRules(tag);
}

/**
 * The language of the page, for Intl: with the person's country where the browser names one, so
 * that English is 14:30 in Britain and 2:30 PM in America.
 */
export function pageLanguage() {
  const own = globalThis.navigator?.languages?.find((tag) => tag.startsWith(`${language}-`));
  return own ?? language;
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * Translate a text and fill its `{name}` places.
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(text, values = {}) {
  const found = catalogue[text];
  return fill(typeof found === "string" && found ? found : text, values);
}

/**
 * Translate a text that counts something; `{n}` is the number.
 * @param {string} one
 * @param {string} many
 * @param {number} n
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function tn(one, many, n, values = {}) {
  const forms = catalogue[one];
  const shown = new Intl.NumberFormat(language).format(n);
  if (!Array.isArray(forms)) return fill(n === 1 ? one : many, { n: shown, ...values });
  const inUse = plurals.resolvedOptions().pluralCategories;
  const order = CATEGORIES.filter((name) => inUse.some((category) => category === name));
  const at = Math.min(order.indexOf(plurals.select(n)), forms.length - 1);
  return fill(forms[at] || many, { n: shown, ...values });
}

async function loadTexts() {
  const { lang, dataset } = document.documentElement;
  try {
    const answer = await fetch(dataset.texts ?? "");
    useTexts(lang || "en", answer.ok ? await answer.json() : {});
  } catch {
    useTexts(lang || "en", {}); // The page in English is better than no page.
  }
}

if (typeof document !== "undefined" && document.documentElement.dataset.texts) await loadTexts();
else if (typeof document !== "undefined") useTexts(document.documentElement.lang || "en", {});
