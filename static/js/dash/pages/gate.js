// @ts-check
// The steps of signing in and of registering, and waits that are shown second by second.
(() => {
  const page = /** @type {any} */ (window);
  /** @typedef {{seconds: number, text: string, click: number}} Wait */
  /** @type {Wait | null} */
  let known = null;
  let end = 0; // ms, as performance.now() has it

  /** @param {number} seconds */
  function clock(seconds) {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  /**
   * @param {Wait | null} wait
   * @returns {[string, boolean, boolean]} the text, whether the button and the ticking are off
   */
  function countDown(wait) {
    if (wait !== known) {
      known = wait;
      end = performance.now() + (wait?.seconds ?? 0) * 1000;
    }
    const left = Math.ceil((end - performance.now()) / 1000);
    if (!wait || left <= 0) return ["", false, true];
    return [wait.text.replace("{time}", clock(left)), true, false];
  }

  /** @param {string} name */
  function focusOn(name) {
    // Once the field is seen: what is hidden takes no focus.
    requestAnimationFrame(() => {
      const field = document.forms[0]?.elements.namedItem(name);
      if (field instanceof HTMLElement) field.focus();
    });
  }

  /**
   * @param {string} step
   * @returns {[boolean, boolean]} whether the first and the second step are hidden
   */
  function showStep(step) {
    const second = step === "code";
    document.forms[0].dataset.step = step;
    focusOn(second ? "code" : "password");
    return [second, !second];
  }

  /** @returns {[string, string]} the first step, and a code that is forgotten */
  function goBack() {
    return ["password", ""];
  }

  /**
   * @param {number} clicks
   * @param {Record<"app" | "recovery", {label: string, description: string, other: string}>} texts
   */
  function switchCode(clicks, texts) {
    const kind = clicks % 2 ? "recovery" : "app";
    document.forms[0].dataset.code = kind;
    focusOn("code");
    const { label, description, other } = texts[kind];
    const keys = { inputMode: kind === "app" ? "numeric" : "text", autoCapitalize: "none" };
    return [label, description, keys, "", other];
  }

  /** Six digits are a whole code: nobody need press a button for it. @param {string} code */
  function sendWhole(code) {
    const form = document.forms[0];
    if (form.dataset.code === "recovery" || !/^\d{6}$/.test(code ?? "")) return;
    /** @type {HTMLButtonElement | null} */ (form.querySelector("[type=submit]"))?.click();
  }

  /** @returns {[boolean, boolean, string]} the fields are seen, the step is not, no code */
  function changeAddress() {
    return [false, true, ""];
  }

  /** Dash draws what has changed before the frame after the next. */
  function focusFirst() {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        /** @type {NodeListOf<HTMLElement>} */
        const fields = document.querySelectorAll("form .gate-form input");
        [...fields].find((field) => field.checkVisibility())?.focus();
      }),
    );
  }

  const steps = { showStep, goBack, switchCode, sendWhole, changeAddress, focusFirst };
  const gate = { countDown, ...steps };
  page.dash_clientside = { ...page.dash_clientside, gate };
})();
