// @ts-check

/** The server takes nothing that is nearer than this, in ms. */
const SOONEST = 15_000;

/**
 * What the server is asked for what waits in the outbox.
 *
 * What was to be sent at a time that has come meanwhile is sent now.
 * @param {import("./objects.js").OutgoingMessage} item
 * @returns {[string, object]} an operation and its data
 */
export function requestOf(item) {
  const { chat_id, client_id, text, format, edits, forwards, reply_to, silent, send_at } = item;
  if (edits !== undefined) return ["messages.edit", { chat_id, seq: edits, text, format }];
  if (!forwards) {
    const answers = reply_to ? { reply_to: reply_to.seq } : {};
    const quiet = silent ? { silent } : {};
    const facts = { ...heldBy(item), text, format, ...answers, ...quiet };
    const message = { chat_id, client_id, ...facts };
    if (send_at && Date.parse(send_at) > Date.now() + SOONEST) {
      return ["scheduled.add", { ...message, send_at }];
    }
    return ["messages.send", message];
  }
  const { chat_id: from_chat_id, seq, hide_author } = forwards;
  const [to_chat_ids, client_ids] = [[chat_id], [client_id]];
  return ["messages.forward", { from_chat_id, seqs: [seq], to_chat_ids, client_ids, hide_author }];
}

/**
 * What a message is, and what goes with it or stands in the place of its words.
 * @param {import("./objects.js").OutgoingMessage} item
 */
function heldBy({ sticker, files }) {
  if (sticker) return { kind: "sticker", sticker_id: sticker.id };
  if (!files) return { kind: "text" };
  return { kind: files[0].kind, media_ids: files.map(({ media }) => media) };
}
