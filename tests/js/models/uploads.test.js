import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionLost, RequestFailed } from "../../../static/js/failures.js";
import { fromHere } from "../../../static/js/models/local-media.js";
import { LocalStore } from "../../../static/js/models/local-store.js";
import { Outbox } from "../../../static/js/models/outbox.js";
import { requestOf } from "../../../static/js/models/outgoing.js";
import { Uploads } from "../../../static/js/models/uploads.js";

/** A condition comes true by itself, after as many turns as it takes. */
async function until(isTrue) {
  for (let turn = 0; turn < 500; turn += 1) {
    if (isTrue()) return;
    await new Promise(setImmediate);
  }
  assert.fail("it never came true");
}

/** A server that takes files in parts, on a line that can be cut. */
class FileServer {
  /** What it has of each upload, by address. */
  parts = new Map();
  made = 0;
  /** @type {(file: object) => Error | null} */
  refuses = () => null;
  /** @type {Promise<void>} */
  gate = Promise.resolve();
  calls = [];
  cancelled = [];

  send = async (blob, file, { progress, located, signal }) => {
    this.calls.push([file.name, file.upload ?? null]);
    const address = file.upload ?? `/uploads/${file.name}`;
    located(address);
    progress(0.5);
    this.parts.set(address, (await blob.text()).slice(0, 2));
    await Promise.race([
      this.gate,
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    ]).catch((error) => {
      this.cancelled.push(file.name);
      throw error;
    });
    const refusal = this.refuses(file);
    if (refusal) throw refusal;
    this.parts.set(address, await blob.text());
    this.made += 1;
    return `media-${file.name}`;
  };
}

let count = 0;

function aFile(name, facts = {}) {
  count += 1;
  return {
    id: `file-${count}`,
    kind: "photo",
    name,
    mime: "image/png",
    size: 5,
    width: 40,
    height: 30,
    duration: null,
    url: "",
    thumbnail_url: null,
    preview: null,
    status: "uploading",
    ...facts,
  };
}

function aPage({
  store = new LocalStore(`uploads-${++count}`),
  server = new FileServer(),
  tell,
} = {}) {
  const sent = [];
  const send = async (item) => {
    const [, wish] = requestOf(item);
    if (wish.media_ids?.includes("gone"))
      throw new RequestFailed({ code: "not_found", status: 404 });
    sent.push(wish);
    return { client_id: item.client_id };
  };
  const outbox = new Outbox({ send, delivered: () => {}, store, tell });
  const locks = new Map();
  const page = {
    outbox,
    store,
    server,
    sent,
    online: true,
    connected: () => {},
    uploads: new Uploads({
      outbox,
      store,
      send: server.send,
      online: () =>
        page.online ? Promise.resolve() : new Promise((resolve) => (page.connected = resolve)),
      alone: (name, work) => {
        const turn = (locks.get(name) ?? Promise.resolve()).then(work);
        locks.set(name, turn);
        return turn;
      },
    }),
    attach: async (files, text = "", chatId = "10") => {
      const kept = page.uploads.keep(
        files.map(({ id, name }) => ({ id, blob: new Blob([`<${name}>`]) })),
      );
      outbox.add(chatId, text, { files });
      await kept;
    },
  };
  return page;
}

test("a message goes once the server has all of its files, and texts overtake it", async () => {
  const page = aPage();
  let open = () => {};
  page.server.gate = new Promise((resolve) => (open = resolve));
  page.uploads.start();
  await page.attach([aFile("a"), aFile("b", { kind: "video" })], "look");
  page.outbox.add("10", "meanwhile");
  await until(() => page.sent.length === 1);
  assert.equal(page.sent[0].text, "meanwhile");

  const [{ attachments }] = page.outbox.of("10");
  assert.equal(attachments[0].progress, 0.5);
  assert.equal(attachments[0].status, "uploading");
  assert.match(attachments[0].url, /^blob:/);
  assert.equal(attachments[0].thumbnail_url, attachments[0].url);
  assert.equal(attachments[1].thumbnail_url, null);

  open();
  await until(() => page.sent.length === 2);
  const { kind, media_ids, text } = page.sent[1];
  assert.deepEqual([kind, media_ids, text], ["photo", ["media-a", "media-b"], "look"]);
  await until(() => page.outbox.size === 0);
  assert.deepEqual(await page.store.all("files"), []);
  // What was shown here goes on being shown from here.
  const arrived = { id: "media-a", url: "/media/a", thumbnail_url: null, status: "processing" };
  assert.match(fromHere(arrived).url, /^blob:/);
  assert.equal(fromHere(arrived).thumbnail_url, fromHere(arrived).url);
  assert.equal(fromHere(arrived).status, "ready");
  assert.equal(fromHere({ ...arrived, status: "failed" }).url, "/media/a");
  assert.equal(fromHere({ ...arrived, id: "media-x" }).url, "/media/a");
});

test("a voice goes on to be heard under the name that it began with", async () => {
  const page = aPage();
  const voice = aFile("voice.webm", { kind: "voice", duration: 2, waveform: [1, 200] });
  page.uploads.start();
  await page.attach([voice]);
  await until(() => page.outbox.size === 0);
  assert.deepEqual([page.sent[0].kind, page.sent[0].media_ids], ["voice", ["media-voice.webm"]]);
  const arrived = { id: "media-voice.webm", url: "/media/v", thumbnail_url: null, status: "ready" };
  assert.equal(fromHere(arrived).id, voice.id);
  assert.match(fromHere(arrived).url, /^blob:/);
});

test("albums keep their order, those of other chats do not wait", async () => {
  const page = aPage();
  let open = () => {};
  page.server.gate = new Promise((resolve) => (open = resolve));
  page.uploads.start();
  await page.attach([aFile("a")]);
  await page.attach([aFile("b")]);
  await page.attach([aFile("c")], "", "11");
  await until(() => page.server.calls.length === 2);
  assert.deepEqual(
    page.server.calls.map(([name]) => name),
    ["a", "c"],
  );

  open();
  await until(() => page.sent.length === 3);
  const here = page.sent.filter(({ chat_id }) => chat_id === "10");
  assert.deepEqual(
    here.map(({ media_ids }) => media_ids),
    [["media-a"], ["media-b"]],
  );
});

test("after a cut a file goes on where it was, as soon as there is a connection", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const page = aPage();
  page.online = false;
  page.server.refuses = () => new ConnectionLost();
  page.uploads.start();
  await page.attach([aFile("a")]);
  await until(() => page.server.calls.length === 1);
  await until(() => page.outbox.of("10")[0].files[0].upload);

  page.server.refuses = () => null;
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise(setImmediate);
    context.mock.timers.tick(1000);
  }
  assert.equal(page.sent.length, 0);
  page.connected();
  await until(() => page.sent.length === 1);

  assert.deepEqual(page.server.calls, [
    ["a", null],
    ["a", "/uploads/a"],
  ]);
  assert.equal(page.server.parts.get("/uploads/a"), "<a>");
});

test("the next page goes on with what this one has begun", async () => {
  const before = aPage();
  before.server.gate = new Promise(() => {});
  before.uploads.start();
  await before.attach([aFile("a"), aFile("b")], "look");
  await until(() => before.outbox.of("10")[0].files[0].upload);
  await until(() => before.server.calls.length === 1);

  const page = aPage({ store: before.store });
  await page.outbox.restore();
  page.uploads.start();
  await until(() => page.sent.length === 1);

  assert.deepEqual(page.server.calls, [
    ["a", "/uploads/a"],
    ["b", null],
  ]);
  assert.equal(page.server.parts.get("/uploads/a"), "<a>");
  assert.deepEqual(page.sent[0].media_ids, ["media-a", "media-b"]);
  assert.equal(page.sent[0].text, "look");
});

test("a refused file fails its message, which can be sent again; the next one goes on", async () => {
  const page = aPage();
  page.server.refuses = ({ name }) =>
    name === "b" ? new RequestFailed({ code: "storage_full", status: 507 }) : null;
  page.uploads.start();
  await page.attach([aFile("a"), aFile("b")]);
  await page.attach([aFile("c")]);
  await until(() => page.sent.length === 1);
  assert.deepEqual(page.sent[0].media_ids, ["media-c"]);
  const [failed] = page.outbox.of("10");
  assert.deepEqual([failed.status, failed.reason], ["failed", "storage_full"]);
  assert.equal(failed.attachments[1].status, "ready"); // Nothing is under way there.

  page.server.refuses = () => null;
  page.outbox.retry(failed.client_id);
  await until(() => page.sent.length === 2);
  assert.deepEqual(page.sent[1].media_ids, ["media-a", "media-b"]);
  assert.equal(page.server.calls.filter(([name]) => name === "a").length, 1);
});

test("what the server has forgotten is sent to it again", async () => {
  const page = aPage();
  page.uploads.start();
  await page.attach([aFile("a", { media: "gone", upload: "/uploads/old" })]);
  await until(() => page.outbox.of("10")[0].reason === "not_found");

  page.outbox.retry(page.outbox.of("10")[0].client_id);
  await until(() => page.sent.length === 1);
  assert.deepEqual(page.sent[0].media_ids, ["media-a"]);
  assert.deepEqual(page.server.calls, [["a", null]]);
});

test("a file can be taken out of its message, the last one takes the message with it", async () => {
  const page = aPage();
  page.server.gate = new Promise(() => {});
  page.uploads.start();
  const [a, b] = [aFile("a"), aFile("b")];
  await page.attach([a, b]);
  await until(() => page.server.calls.length === 1);

  page.uploads.cancel(a.id);
  await until(() => page.server.calls.length === 2);
  assert.deepEqual(page.server.cancelled, ["a"]);
  assert.deepEqual(
    page.outbox.of("10")[0].attachments.map(({ name }) => name),
    ["b"],
  );
  page.uploads.cancel(b.id);
  await until(() => page.server.cancelled.length === 2);
  assert.equal(page.outbox.size, 0);
  assert.deepEqual(page.sent, []);
  page.uploads.cancel(b.id); // A second press finds nothing.
  await until(() => page.store.all("files"));
});

test("a file whose content is gone says so", async () => {
  const page = aPage();
  page.uploads.start();
  page.outbox.add("10", "", { files: [aFile("a")] });
  await until(() => page.outbox.of("10")[0].status === "failed");
  assert.equal(page.outbox.of("10")[0].reason, "file_lost");
});

test("of two tabs one sends, and the other goes on where that one ends", async () => {
  const store = new LocalStore(`uploads-tabs-${++count}`);
  const there = aPage({ store });
  const here = aPage({ store, tell: (news) => there.outbox.hear(news) });
  // What the first one has begun it never ends; its lock is free only once it is gone.
  here.server.gate = new Promise(() => {});
  here.uploads.start();
  await here.attach([aFile("a")]);
  await until(() => there.outbox.of("10")[0].files[0].upload);
  assert.equal(there.server.calls.length, 0);

  there.uploads.start();
  await until(() => there.sent.length === 1);
  assert.deepEqual(there.server.calls, [["a", "/uploads/a"]]);
});

test("contents that no message names go after an hour", async () => {
  const store = new LocalStore(`uploads-swept-${++count}`);
  const kept_at = Date.now();
  await store.write("files", [
    { id: "old", blob: new Blob(["x"]), kept_at: kept_at - 3_700_000 },
    { id: "new", blob: new Blob(["x"]), kept_at },
  ]);
  await aPage({ store }).uploads.start();
  const left = await store.all("files");
  assert.deepEqual(
    left.map(({ id }) => id),
    ["new"],
  );
});
