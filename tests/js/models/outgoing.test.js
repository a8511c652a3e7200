import assert from "node:assert/strict";
import { test } from "node:test";
import { requestOf } from "../../../static/js/models/outgoing.js";

const HOUR = 3_600_000;

/** @param {object} facts @returns {any} */
function waiting(facts) {
  return { client_id: "c", chat_id: "7", text: "", format: "plain", status: "waiting", ...facts };
}

/** @param {number} distance in ms */
function inTime(distance) {
  return new Date(Date.now() + distance).toISOString();
}

test("files that are to be sent later are asked for at their time", () => {
  const send_at = inTime(HOUR);
  const files = [
    { id: "1", kind: "photo", media: "11" },
    { id: "2", kind: "photo", media: "12" },
  ];
  const said = { chat_id: "7", client_id: "c", kind: "photo", text: "", format: "plain" };

  assert.deepEqual(requestOf(waiting({ files, send_at, silent: true })), [
    "scheduled.add",
    { ...said, media_ids: ["11", "12"], silent: true, send_at },
  ]);
});

test("what was on its way until its time had come is sent now", () => {
  const files = [{ id: "1", kind: "file", media: "11" }];

  for (const distance of [-HOUR, 0, 9_000]) {
    const [op, data] = requestOf(waiting({ files, send_at: inTime(distance) }));
    assert.equal(op, "messages.send");
    assert.equal("send_at" in data, false);
  }
});

test("a text without a time is sent as it is written", () => {
  assert.deepEqual(requestOf(waiting({ text: "Hello" })), [
    "messages.send",
    { chat_id: "7", client_id: "c", kind: "text", text: "Hello", format: "plain" },
  ]);
});
