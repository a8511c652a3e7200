// @ts-check
// Runs before everything else and before the first paint; a classic script, since modules run late.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const nonce = script.dataset.nonce ?? "";
  const createElement = Document.prototype.createElement;
  const KEY = "mantine-color-scheme-value";
  const WISHES = "messenger.preferences";
  const system = matchMedia("(prefers-color-scheme: dark)");

  // Libraries put their styles into the page through <style> elements without knowing of the
  // policy of this page; without the nonce every one of them would stay empty.
  /** @this {Document} @param {string} name @param {ElementCreationOptions} [options] */
  function createWithNonce(name, options) {
    const element = createElement.call(this, name, options);
    if (element instanceof HTMLStyleElement) element.setAttribute("nonce", nonce);
    return element;
  }
  Document.prototype.createElement = /** @type {typeof createElement} */ (createWithNonce);

  /** The bar of a phone's browser, by the scheme that is chosen and not the system's. */
  const bars = [...document.querySelectorAll("meta[name=theme-color]")].map((found) => {
    const meta = /** @type {HTMLMetaElement} */ (found);
    return { meta, colours: /** @type {Record<string, string>} */ ({ ...meta.dataset }) };
  });

  function readChoice() {
    try {
      return localStorage.getItem(KEY) ?? "auto";
    } catch {
      return "auto"; // Storage is switched off in this browser.
    }
  }

  function paint() {
    const choice = readChoice();
    const dark = choice === "dark" || (choice !== "light" && system.matches);
    const scheme = dark ? "dark" : "light";
    const root = document.documentElement;
    if (root.dataset.mantineColorScheme !== scheme) root.dataset.mantineColorScheme = scheme;
    for (const { meta, colours } of bars) meta.content = colours[scheme];
  }

  /** The looks that the person has chosen; the stylesheets know what they mean. */
  function dress() {
    const { dataset } = document.documentElement;
    /** @type {{accent?: string, wallpaper?: string, size?: string, calm?: boolean}} */
    let wishes = {};
    try {
      wishes = JSON.parse(localStorage.getItem(WISHES) ?? "{}");
    } catch {
      // Switched off or spoilt: the looks are as for everybody.
    }
    dataset.accent = wishes.accent ?? "indigo";
    dataset.wallpaper = wishes.wallpaper ?? "dots";
    dataset.size = wishes.size ?? "normal";
    dataset.calm = String(wishes.calm ?? false);
  }

  /** As wide as the person has drawn the list. */
  function setWidth() {
    try {
      const width = Number(localStorage.getItem("messenger.list-width"));
      if (width > 0) document.documentElement.style.setProperty("--list-width", `${width}px`);
    } catch {
      // Storage is switched off in this browser.
    }
  }

  paint();
  dress();
  setWidth();
  system.addEventListener("change", paint);
  addEventListener("storage", (event) => {
    if (event.key === KEY) paint();
    if (event.key === WISHES) dress();
  });
})();
