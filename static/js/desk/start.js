// @ts-check
/** Keeps the pages of questions true while they are open, and sends what is written there. */

import { Connection, socketUrl } from "../connection.js";
import { LocalStore } from "../models/local-store.js";
import { Outbox } from "../models/outbox.js";
import { Draft } from "./draft.js";
import { act, keepQuestion } from "./forms.js";
import { DeskPage } from "./page.js";
import { keepEnd } from "./page-end.js";
import { Reply } from "./reply.js";
import { tellOfConnection } from "./trouble.js";

const { person = "" } = document.documentElement.dataset;
const store = new LocalStore(person);
const connection = new Connection({ url: socketUrl(location) });
const page = new DeskPage();

/** @type {(op: string, data: object) => Promise<any>} */
async function ask(op, data) {
  const reply = await connection.request(op, data);
  await page.refresh();
  return reply;
}

/** @param {HTMLFormElement} form */
function keepReply(form) {
  const ticket = form.dataset.ticket ?? "";
  const toEnd = keepEnd();
  const outbox = new Outbox({
    send: async ({ client_id, text }) => {
      const data = { ticket_id: ticket, client_id, text };
      const reply = await connection.request("tickets.write", data, { keep: false });
      await page.refresh(); // Before the row that waits goes.
      return reply.message;
    },
    delivered: () => {},
    store: {
      all: async () => (await store.all("questions")).filter(({ chat_id }) => chat_id === ticket),
      write: (_table, rows, gone) => store.write("questions", rows, gone),
    },
  });
  const reply = new Reply(form, { draft: new Draft(form, ticket, store), outbox });
  page.addEventListener("renewed", () => reply.draw());
  const restored = reply.restore();
  connection.addEventListener("message", async (event) => {
    if (/** @type {CustomEvent} */ (event).detail.event !== "hello") return;
    await restored;
    outbox.resume();
  });
  form.addEventListener("submit", (event) => {
    if (isWriting(event) && reply.send()) toEnd();
  });
}

/** @param {SubmitEvent} event */
function isWriting({ submitter }) {
  return !(submitter instanceof HTMLButtonElement) || submitter.value === "write";
}

/**
 * Whether an event changes this page: that of the question, or any list.
 * @param {string} event
 * @param {any} data
 */
function concerns(event, data) {
  const ticket = reply?.dataset.ticket;
  return event === "ticket.updated" && (!ticket || ticket === data.ticket.id);
}

/** @param {{event: string, data: any}} frame */
function told({ event, data }) {
  // Another person has signed in since in this browser: the page is not theirs.
  if (event === "hello" && data.user.id !== person) location.reload();
  else if (event === "hello" || concerns(event, data)) page.refresh();
}

const question = /** @type {HTMLFormElement | null} */ (
  document.querySelector('form[data-op="tickets.open"]')
);
const reply = /** @type {HTMLFormElement | null} */ (
  document.querySelector('form[data-op="tickets.write"]')
);
if (question) {
  keepQuestion(question, {
    draft: new Draft(question, "new", store),
    ask: (op, data) => connection.request(op, data),
    go: (ticketId) => location.assign(`/help/tickets/${ticketId}`),
  });
}
if (reply) keepReply(reply);
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.dataset.ticket) return;
  event.preventDefault();
  if (form !== reply || !isWriting(event)) act(event, ask);
});
addEventListener("online", () => connection.wake());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") connection.wake();
});
connection.addEventListener("message", (event) => told(/** @type {CustomEvent} */ (event).detail));
connection.addEventListener("signed-out", () => location.reload());
tellOfConnection(connection);
connection.start();
