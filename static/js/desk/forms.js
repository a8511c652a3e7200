// @ts-check

import { RequestFailed, reasonOf } from "../failures.js";
import { newClientId } from "../models/client-id.js";
import { t } from "../texts.js";
import { grow } from "./field.js";
import { tell } from "./trouble.js";

/** @typedef {(op: string, data: object) => Promise<any>} Ask */

/** What the buttons beside a question do. */
const STATES = /** @type {Record<string, string>} */ ({ take: "in_work", close: "closed" });

/**
 * Do what a button wants, once, and say why where that fails.
 * @param {HTMLElement | null} button
 * @param {() => Promise<unknown>} work
 */
async function once(button, work) {
  const pressed = /** @type {HTMLButtonElement | null} */ (button);
  if (pressed) pressed.disabled = true;
  tell("");
  try {
    await work();
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    tell(
      error.code === "too_many"
        ? t("You have too many open questions. Close one first.")
        : reasonOf(error.code),
    );
  } finally {
    if (pressed) pressed.disabled = false;
  }
}

/**
 * Take a question into work, close it, or say how good the help was.
 * @param {SubmitEvent} event
 * @param {Ask} ask
 */
export async function act({ target, submitter }, ask) {
  const form = /** @type {HTMLFormElement} */ (target);
  const { ticket: ticket_id } = form.dataset;
  const state = STATES[/** @type {HTMLButtonElement | null} */ (submitter)?.value ?? ""];
  const typed = new FormData(form);
  await once(submitter, () =>
    state
      ? ask("tickets.set_state", { ticket_id, state })
      : ask("tickets.rate", {
          ticket_id,
          rating: Number(typed.get("rating")),
          text: String(typed.get("text")),
        }),
  );
}

/**
 * Ask something new, and go to it.
 * @param {HTMLFormElement} form
 * @param {{draft: import("./draft.js").Draft, ask: Ask, go: (ticketId: string) => void}} parts
 */
export function keepQuestion(form, { draft, ask, go }) {
  const field = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  form.addEventListener("input", () => draft.keep());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const empty = draft.fields.find(({ value }) => !value.trim());
    if (empty) {
      empty.focus();
      return;
    }
    await draft.keep(draft.clientId || newClientId());
    const question = { ...draft.words, client_id: draft.clientId };
    await once(event.submitter, async () => {
      const { ticket } = await ask("tickets.open", question);
      await draft.forget();
      go(ticket.id);
    });
  });
  // A question is a letter: its lines are broken by Enter.
  draft.restore().then(() => grow(field, { enter: false }));
}
