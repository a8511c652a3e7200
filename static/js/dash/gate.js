// @ts-check
// Waits that are shown second by second, and the step of the code at registration.
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

  /** @returns {[boolean, boolean, string]} the fields are seen, the step is not, no code */
  function goBack() {
    return [false, true, ""];
  }

  /** Dash draws what has changed before the frame after the next. */
  function focusFirst() {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const seen = document.querySelector("form .gate-form:not([hidden]) input");
        if (seen instanceof HTMLElement) seen.focus();
      }),
    );
  }

  page.dash_clientside = {
    ...page.dash_clientside,
    gate: { countDown, goBack, focusFirst },
  };
})();
