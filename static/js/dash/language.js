// @ts-check
// The language is the server's matter: it is kept in a cookie and the page loaded anew.
(() => {
  const page = /** @type {any} */ (window);
  const YEAR = 365 * 86_400; // s

  /** @param {string} language */
  function kept(language) {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    const rules = `Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API needs https
    document.cookie = `messenger_language=${language}; ${rules}`;
    location.reload();
  }

  /** @param {number | null} click @param {string} language */
  function keep(click, language) {
    if (click) kept(language);
  }

  page.dash_clientside = { ...page.dash_clientside, language: { keep, kept } };
})();
