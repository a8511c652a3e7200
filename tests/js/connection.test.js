import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Connection } from "../../static/js/connection.js";
import { ConnectionLost, RequestFailed } from "../../static/js/failures.js";
import { FakeSocket, settled } from "./fake-socket.js";

beforeEach(() => {
  FakeSocket.made = [];
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});
afterEach(() => mock.timers.reset());

function connect({ random = () => 0 } = {}) {
  const connection = new Connection({ url: "ws://here/ws", Socket: FakeSocket, random });
  connection.start();
  FakeSocket.newest.open();
  return connection;
}

test("a reply settles the request with its id, in any order", async () => {
  const connection = connect();
  FakeSocket.newest.hello();
  const first = connection.request("users.get", { id: "1" });
  const second = connection.request("users.get", { id: "2" });

  const [one, two] = FakeSocket.newest.asked("users.get");
  FakeSocket.newest.say({ id: two.id, ok: true, data: "two" });
  FakeSocket.newest.say({ id: one.id, ok: true, data: "one" });

  assert.equal(await first, "one");
  assert.equal(await second, "two");
});

test("a refused request rejects with the code and the wait of the server", async () => {
  const connection = connect();
  FakeSocket.newest.hello();
  const reply = connection.request("users.search", { query: "bob" });
  FakeSocket.newest.refuse("users.search", { code: "rate_limited", status: 429, retry_after: 7 });

  await assert.rejects(reply, (error) => {
    assert(error instanceof RequestFailed);
    assert.equal(error.code, "rate_limited");
    assert.equal(error.retryAfter, 7);
    return true;
  });
});

test("each time a socket has opened, the account is told", () => {
  const connection = connect();
  const told = [];
  connection.addEventListener("account", ({ detail }) => told.push(detail.markdown));
  FakeSocket.newest.answer("account.get", { markdown: false });
  assert.deepEqual(told, [false]);
});

test("requests wait for hello and go out in the order they were made", () => {
  const connection = connect();
  connection.request("chats.list");
  connection.request("chats.get", { chat_id: "10" });
  assert.deepEqual(FakeSocket.newest.asked("chats.list"), []);

  FakeSocket.newest.hello();

  assert.deepEqual(
    FakeSocket.newest.sent.slice(1).map(({ op }) => op),
    ["chats.list", "chats.get"],
  );
});

test("a kept request is asked again after a lost connection, another one fails", async () => {
  const connection = connect();
  FakeSocket.newest.hello();
  const kept = connection.request("chats.list");
  const once = connection.request("sync", {}, { keep: false });

  FakeSocket.newest.end();
  await assert.rejects(once, ConnectionLost);
  mock.timers.tick(500);
  FakeSocket.newest.open();
  FakeSocket.newest.hello();
  FakeSocket.newest.answer("chats.list", { chats: [] });

  assert.equal(FakeSocket.made.length, 2);
  assert.deepEqual(await kept, { chats: [] });
  assert.deepEqual(FakeSocket.newest.asked("sync"), []);
});

test("after 30 s of silence it asks, and after 10 s without an answer it reconnects", () => {
  connect();
  FakeSocket.newest.hello();

  mock.timers.tick(29_999);
  assert.equal(FakeSocket.newest.asked("ping").length, 0);
  mock.timers.tick(1);
  assert.equal(FakeSocket.newest.asked("ping").length, 1);
  mock.timers.tick(9_999);
  assert.equal(FakeSocket.newest.closed, false);
  mock.timers.tick(1);
  assert.equal(FakeSocket.newest.closed, true);
  mock.timers.tick(500);
  assert.equal(FakeSocket.made.length, 2);
});

test("an answered ping keeps the connection", () => {
  connect();
  const socket = FakeSocket.newest;
  socket.hello();
  for (let round = 0; round < 5; round += 1) {
    mock.timers.tick(30_000);
    socket.answer("ping", { server_time: "" });
  }

  assert.equal(FakeSocket.made.length, 1);
  assert.equal(socket.asked("ping").length, 5);
});

test("the waits between tries double up to 30 s, and a hello begins anew", () => {
  const connection = connect({ random: () => 0.999999 });
  const waits = [];
  for (let round = 0; round < 8; round += 1) {
    FakeSocket.newest.end();
    waits.push(Math.round((connection.status.retryAt - Date.now()) / 1000));
    mock.timers.tick(30_000);
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 30, 30, 30]);

  FakeSocket.newest.hello();
  FakeSocket.newest.end();
  assert.equal(Math.round((connection.status.retryAt - Date.now()) / 1000), 1);
});

test("waking up tries at once", () => {
  const connection = connect();
  FakeSocket.newest.end();
  assert.equal(connection.status.phase, "waiting");

  connection.wake();

  assert.equal(connection.status.phase, "connecting");
  assert.equal(FakeSocket.made.length, 2);
});

test("waking up on a socket that has died in silence finds out within 5 s", () => {
  const connection = connect();
  FakeSocket.newest.hello();
  mock.timers.tick(20_000);

  connection.wake();
  assert.equal(FakeSocket.newest.asked("ping").length, 1);
  mock.timers.tick(5_000);

  assert.equal(connection.status.phase, "waiting");
});

test("a stopping server is left alone for as long as it asked", () => {
  const connection = connect();
  FakeSocket.newest.hello();
  FakeSocket.newest.say({ event: "server.stopping", data: { reconnect_after: 3 } });
  FakeSocket.newest.end(1012);

  assert.equal(connection.status.retryAt - Date.now(), 3000);
});

for (const [what, happens] of [
  ["the close code 4401", (socket) => socket.end(4401)],
  [
    "session.revoked",
    (socket) => socket.say({ event: "session.revoked", data: { reason: "revoked" } }),
  ],
  [
    "an answer that nobody is signed in",
    (socket) => socket.say({ id: "who", ok: false, error: { code: "unauthenticated" } }),
  ],
]) {
  test(`${what} signs out and does not come back`, () => {
    const connection = connect();
    let signedOut = 0;
    connection.addEventListener("signed-out", () => {
      signedOut += 1;
    });

    happens(FakeSocket.newest);
    mock.timers.tick(60_000);

    assert.equal(signedOut, 1);
    assert.equal(connection.status.phase, "closed");
    assert.equal(FakeSocket.made.length, 1);
  });
}

test("a reader that was too slow comes back by itself", async () => {
  connect();
  FakeSocket.newest.hello();
  FakeSocket.newest.end(4008);
  mock.timers.tick(500);
  await settled();

  assert.equal(FakeSocket.made.length, 2);
});
