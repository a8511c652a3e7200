// @ts-check
// Links that a person hands on, and links that carry something into a form.
(() => {
  const page = /** @type {any} */ (window);
  const INVITE = "#invite=";

  /** Pages without https have no clipboard of their own. @param {string} text */
  function copySelected(text) {
    const area = document.createElement("textarea");
    area.value = text;
    // Inside of the dialog that is open, which would take the focus back.
    (document.activeElement?.parentElement ?? document.body).append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  /** @param {number} _click @param {string} url @param {string} copied what the button says then */
  async function copy(_click, url, copied) {
    try {
      await navigator.clipboard.writeText(url);
    } catch {
      copySelected(url);
    }
    return copied;
  }

  /** @param {string | undefined} hash the code of an invitation stands there, unseen by servers */
  function readInvite(hash) {
    if (!hash?.startsWith(INVITE)) return page.dash_clientside.no_update;
    return decodeURIComponent(hash.slice(INVITE.length));
  }

  page.dash_clientside = { ...page.dash_clientside, links: { copy, readInvite } };
})();
