// @ts-check

import { reasonOf } from "../failures.js";
import { splitText } from "../models/split-text.js";
import { enterSends } from "../send-key.js";
import { t } from "../texts.js";
import { fit, grow } from "./field.js";
import { tell } from "./trouble.js";

/** More messages than this at once are no conversation. */
const MOST_PIECES = 20;

/**
 * @typedef {import("../models/objects.js").OutgoingMessage} OutgoingMessage
 * @typedef {import("../models/outbox.js").Outbox} Outbox
 * @typedef {import("./draft.js").Draft} Draft
 */

/** Where one says more about a question, and what of it is on its way. */
export class Reply {
  #field;
  #longest;
  #draft;
  #outbox;
  #ticket;
  #pending = document.createElement("ol");

  /**
   * @param {HTMLFormElement} form
   * @param {{draft: Draft, outbox: Outbox}} parts
   */
  constructor(form, { draft, outbox }) {
    this.#field = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
    this.#ticket = form.dataset.ticket ?? "";
    this.#draft = draft;
    this.#outbox = outbox;
    // What is longer goes out as several, as everywhere.
    this.#longest = this.#field.maxLength;
    this.#field.removeAttribute("maxlength");
    this.#field.enterKeyHint = enterSends() ? "send" : "enter";
    this.#field.required = false; // Enter in an empty field is no mistake to be told of.
    this.#field.rows = 1;
    this.#pending.className = "help-talk";
    document.getElementById("desk-talk")?.after(this.#pending);
    outbox.watch(() => this.draw());
    this.#field.addEventListener("input", () => draft.keep());
    grow(this.#field, { enter: true });
  }

  /** Show what an earlier page has left. */
  async restore() {
    await Promise.all([this.#draft.restore(), this.#outbox.restore()]);
    fit(this.#field);
  }

  /** @returns {boolean} whether there was something to send */
  send() {
    const text = this.#field.value.replaceAll("\0", "").trim();
    const pieces = text ? splitText(text, this.#longest) : [];
    if (pieces.length > MOST_PIECES) tell(t("This is too long to be sent. Please shorten it."));
    if (pieces.length === 0 || pieces.length > MOST_PIECES) return false;
    tell("");
    for (const piece of pieces) this.#outbox.add(this.#ticket, piece);
    this.#write("");
    this.#draft.forget();
    this.#field.focus();
    return true;
  }

  /** Show what the server does not show yet, and give back what it refused. */
  draw() {
    const known = new Set(
      [...document.querySelectorAll("#desk-talk [data-client]")].map(
        (row) => /** @type {HTMLElement} */ (row).dataset.client,
      ),
    );
    const items = this.#outbox.of(this.#ticket).filter(({ client_id }) => !known.has(client_id));
    this.#pending.replaceChildren(
      ...items.filter(({ status }) => status === "waiting").map(buildRow),
    );
    for (const item of items) if (item.status === "failed") this.#giveBack(item);
  }

  /** @param {OutgoingMessage} item */
  #giveBack({ client_id, text, reason }) {
    this.#write([text, this.#field.value].filter(Boolean).join("\n"));
    // Kept as a draft before the outbox lets go of it.
    this.#draft.keep();
    this.#outbox.drop(client_id);
    tell(`${t("Not sent.")} ${reasonOf(reason ?? "")}`);
  }

  /** @param {string} text */
  #write(text) {
    this.#field.value = text;
    fit(this.#field);
  }
}

/** @param {OutgoingMessage} item */
function buildRow({ text }) {
  const row = document.createElement("li");
  const state = document.createElement("span");
  const words = document.createElement("p");
  row.className = "help-said help-pending";
  state.className = "help-when";
  state.textContent = t("Sending…");
  words.className = "help-words";
  words.dir = "auto";
  words.textContent = text;
  row.append(state, words);
  return row;
}
