// @ts-check

/** @typedef {Pick<import("../models/local-store.js").LocalStore, "get" | "write">} DraftStore */

const TABLE = "question_drafts";

/** What stands in the fields of a form, kept in the browser until the server has it. */
export class Draft {
  #form;
  #place;
  #store;
  /** By what the server knows it again; another text is another question. */
  clientId = "";

  /**
   * @param {HTMLFormElement} form
   * @param {string} place
   * @param {DraftStore} store
   */
  constructor(form, place, store) {
    this.#form = form;
    this.#place = place;
    this.#store = store;
  }

  get fields() {
    /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */
    const fields = this.#form.querySelectorAll("textarea, input.help-field");
    return [...fields];
  }

  /** What was typed, by the names of the fields. */
  get words() {
    return Object.fromEntries(this.fields.map(({ name, value }) => [name, value]));
  }

  /** Fill the fields where nobody has typed since. */
  async restore() {
    const kept = await this.#store.get(TABLE, this.#place);
    if (!kept || this.fields.some(({ value }) => value)) return;
    this.clientId = kept.client_id;
    for (const field of this.fields) field.value = kept.words[field.name] ?? "";
  }

  /** @param {string} [clientId] */
  keep(clientId = "") {
    this.clientId = clientId;
    const row = { place: this.#place, client_id: clientId, words: this.words };
    return this.#store.write(TABLE, [row]);
  }

  forget() {
    this.clientId = "";
    return this.#store.write(TABLE, [], [this.#place]);
  }
}
