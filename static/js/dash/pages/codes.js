// @ts-check
// Keeping recovery codes: copied, in a file, on paper.
(() => {
  const page = /** @type {any} */ (window);
  const LIST = ".recovery-codes";
  const FILE = "recovery-codes.txt";

  function read() {
    const codes = [...document.querySelectorAll(`${LIST} li`)].map((each) => each.textContent);
    /** @type {HTMLElement | null} */
    const panel = document.querySelector("[data-title]");
    return [panel?.dataset.title, "", ...codes, ""].join("\n");
  }

  /** Pages without https have no clipboard of their own. */
  function copySelected() {
    const list = document.querySelector(LIST);
    if (list) getSelection()?.selectAllChildren(list);
    document.execCommand("copy");
  }

  /** @param {number} _click @param {string} copied what the button says then */
  async function copy(_click, copied) {
    try {
      await navigator.clipboard.writeText(read());
    } catch {
      copySelected();
    }
    return copied;
  }

  function download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([read()], { type: "text/plain" }));
    link.download = FILE;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /** @returns {[string, never[], null, null]} the stage after it; no codes, QR code and key */
  function forget() {
    return ["on", [], null, null];
  }

  /** @returns {[string, null, null]} the stage after a setup that was broken off, and no secret */
  function leaveSetup() {
    return ["off", null, null];
  }

  const codes = { copy, download, print: () => window.print(), forget, leaveSetup };
  page.dash_clientside = { ...page.dash_clientside, codes };
})();
