// @ts-check
// Making passkeys and signing in by them: the server's options go to the browser, its answer back.
(() => {
  const page = /** @type {any} */ (window);
  const root = document.documentElement;
  const ADDRESS = /^[\d.]+$|:/; // A passkey is for a name, never for an address.

  const SOON_OLD = 240_000; // ms; a challenge lives for five minutes
  /** @type {{offered: AbortController, passed: string} | null} */
  let waiting = null;

  /**
   * @typedef {Record<string, string>} Texts what is told by the code of a failure, "other" for the
   *   rest, "dismissed" where the person or the browser broke it off
   */

  class Refused extends Error {
    /** @param {{code: string, message: string}} error */
    constructor(error) {
      super(error.message);
      this.code = error.code;
    }
  }

  /** @param {string} step @param {object} body */
  async function post(step, body) {
    const answer = await fetch(`/api/passkeys/${step}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const data = await answer.json();
    if (!answer.ok) throw new Refused(data.error);
    return data;
  }

  /** @param {unknown} error @param {Texts} texts */
  function explain(error, texts) {
    if (error instanceof Refused) return texts[error.code] ?? texts.other;
    if (error instanceof DOMException) return texts[error.name] ?? texts.dismissed;
    return texts.other;
  }

  /**
   * @param {string} purpose the route that begins and finishes it
   * @param {object} [beside] name and password where the passkey comes beside them
   * @param {object} [how] further wishes for how the browser asks
   */
  async function sign(purpose, beside = {}, how = {}) {
    const options = await post(`${purpose}/begin`, beside);
    const publicKey = page.PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const asked = /** @type {CredentialRequestOptions} */ ({ publicKey, ...how });
    const credential = /** @type {any} */ (await navigator.credentials.get(asked));
    await post(`${purpose}/finish`, { credential: credential.toJSON() });
  }

  /**
   * @param {string | undefined} _path
   * @param {string} passed the store that hears of it
   */
  function offer(_path, passed) {
    wait(passed); // For as long as the page stands; Dash need not.
  }

  /**
   * Wait until a passkey is chosen in the field of the name; the browser asks for nothing by itself.
   * @param {string} passed
   */
  async function wait(passed) {
    withdraw();
    if (!(await page.PublicKeyCredential?.isConditionalMediationAvailable?.())) return;
    if (!root.dataset.passkeys) return;
    const offered = new AbortController();
    waiting = { offered, passed };
    const { signal } = offered;
    const timer = setTimeout(() => wait(passed), SOON_OLD);
    try {
      await sign("sign-in", {}, { signal, mediation: "conditional" });
      page.dash_clientside.set_props(passed, { data: Date.now() });
    } catch {
      // Withdrawn, or the passkey was not accepted: the button says why.
    } finally {
      clearTimeout(timer);
    }
  }

  /** A browser asks for one passkey at a time. */
  function withdraw() {
    waiting?.offered.abort();
    const withdrawn = waiting?.passed;
    waiting = null;
    return withdrawn;
  }

  /** @param {string} name */
  async function make(name) {
    const options = await post("register/begin", {});
    const publicKey = page.PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const credential = /** @type {any} */ (await navigator.credentials.create({ publicKey }));
    await post("register/finish", { name, credential: credential.toJSON() });
  }

  /**
   * @param {number} click
   * @param {string | undefined} step
   * @param {string | undefined} login
   * @param {string | undefined} password
   * @param {Texts} texts
   * @returns {Promise<[unknown, string]>} the click that signed in, and what is told otherwise
   */
  async function signIn(click, step, login, password, texts) {
    const beside = step === "code" ? { login: login ?? "", password: password ?? "" } : {};
    const passed = withdraw();
    try {
      await sign("sign-in", beside);
      return [click, ""];
    } catch (error) {
      if (passed) wait(passed);
      return [page.dash_clientside.no_update, explain(error, texts)];
    }
  }

  /**
   * @param {number} click
   * @param {string | undefined} name
   * @param {Texts} texts
   * @param {string} id of the button
   * @returns {Promise<[unknown, unknown, unknown]>} the click that made one, what is told
   *   otherwise, and what to do again once the person has shown who it is
   */
  async function add(click, name, texts, id) {
    const { no_update: same } = page.dash_clientside;
    try {
      await make(name ?? "");
      return [click, "", same];
    } catch (error) {
      const stale = error instanceof Refused && error.code === "reauthentication_required";
      if (stale) return [same, "", { id, property: "n_clicks", at: click }];
      return [same, explain(error, texts), same];
    }
  }

  /**
   * @param {number} _click
   * @param {object} again what is done once the person has shown who it is
   * @param {Texts} texts
   * @returns {Promise<[unknown, string]>}
   */
  async function prove(_click, again, texts) {
    try {
      await sign("prove");
      return [again, ""];
    } catch (error) {
      return [page.dash_clientside.no_update, explain(error, texts)];
    }
  }

  const known = page.PublicKeyCredential?.parseRequestOptionsFromJSON;
  if (known && !ADDRESS.test(location.hostname)) root.dataset.passkeys = "true";

  page.dash_clientside = { ...page.dash_clientside, passkeys: { signIn, add, offer, prove } };
})();
