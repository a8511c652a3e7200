// @ts-check

import { Backoff } from "./backoff.js";
import { ConnectionLost } from "./failures.js";
import { KeepAlive, PATIENCE } from "./keep-alive.js";
import { Requests } from "./requests.js";

const SESSION_ENDED = 4401;
/** The id of the first request of a socket, which needs a session: who is it that asks? */
const WHO = "who";
const NO_SESSION = ["unauthenticated", "session_expired"];

/**
 * Where the socket of the server that a page came from is.
 * @param {Pick<Location, "protocol" | "host">} page
 */
export function socketUrl({ protocol, host }) {
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/ws`;
}

/**
 * @typedef {object} Status
 * @property {"connecting" | "online" | "waiting" | "closed"} phase
 * @property {number | null} retryAt when the next try begins (epoch ms), while waiting
 */

/**
 * The one socket of the page: requests with replies, events, and a connection that comes back.
 *
 * Tells of `status` (its phase has changed), `message` (an event of the server, in `detail`),
 * `account` (one's own, in `detail`, each time a socket has opened) and `signed-out` (there is no
 * session any more; `detail` is the reason where the server told one).
 */
export class Connection extends EventTarget {
  /** @type {Status} */
  status = { phase: "closed", retryAt: null };
  /** @type {WebSocket | null} */
  #socket = null;
  #requests = new Requests();
  #backoff;
  #url;
  #Socket;
  #random;
  /** @type {number | null} */
  #reconnectAfter = null;
  #keepAlive = new KeepAlive({ ask: () => this.#ping(), dead: () => this.#lost(0) });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retryTimer;

  /** @param {{url: string, Socket?: typeof WebSocket, random?: () => number}} options */
  constructor({ url, Socket = WebSocket, random = Math.random }) {
    super();
    this.#url = url;
    this.#Socket = Socket;
    this.#random = random;
    this.#backoff = new Backoff(random);
  }

  /** Connect, and stay connected. */
  start() {
    if (this.status.phase === "closed") this.#connect();
  }

  /** Close for good. */
  stop() {
    this.#forgetSocket();
    this.#setStatus("closed");
    this.#requests.lost();
  }

  /** Try at once instead of waiting; where a socket stands, see whether it still lives. */
  wake() {
    if (this.status.phase === "waiting") this.#connect();
    else if (this.status.phase === "online") this.#keepAlive.hurry();
  }

  /**
   * Ask the server; a failure rejects with RequestFailed.
   *
   * With `keep` (the default) it waits for a connection and is asked again after a lost one, so
   * it must do no harm twice; without, a lost or missing connection rejects with ConnectionLost.
   * @param {string} op
   * @param {object} [data]
   * @param {{keep?: boolean}} [options]
   * @returns {Promise<any>}
   */
  request(op, data = {}, { keep = true } = {}) {
    const online = this.status.phase === "online";
    if (!(keep || online)) return Promise.reject(new ConnectionLost());
    const { request, reply } = this.#requests.add(op, data, keep);
    if (online) this.#send(request);
    return reply;
  }

  #connect() {
    clearTimeout(this.#retryTimer);
    this.#setStatus("connecting");
    const socket = new this.#Socket(this.#url);
    this.#socket = socket;
    this.#keepAlive.expect(PATIENCE);
    socket.onopen = () => {
      // Without a session no hello would ever come: ask something that needs one.
      socket.send(JSON.stringify({ id: WHO, op: "account.get" }));
    };
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
    socket.onclose = ({ code }) => this.#lost(code);
  }

  /** @param {import("./requests.js").Pending} request */
  #send(request) {
    request.sent = true;
    const { id, op, data } = request;
    this.#socket?.send(JSON.stringify({ id, op, data }));
  }

  /** @param {any} frame */
  #receive(frame) {
    this.#keepAlive.heard();
    if (frame.event === undefined) this.#answered(frame);
    else this.#told(frame);
  }

  /** @param {any} frame */
  #answered(frame) {
    if (NO_SESSION.includes(frame.error?.code)) this.#signedOut();
    else if (frame.id !== WHO) this.#requests.settle(frame);
    else if (frame.ok) this.dispatchEvent(new CustomEvent("account", { detail: frame.data }));
  }

  /** @param {{event: string, data: any}} frame */
  #told(frame) {
    if (frame.event === "hello") this.#welcomed();
    if (frame.event === "server.stopping") this.#reconnectAfter = frame.data.reconnect_after;
    this.dispatchEvent(new CustomEvent("message", { detail: frame }));
    if (frame.event === "session.revoked") this.#signedOut(frame.data.reason);
    // Whoever heard it may have ended the connection.
    if (frame.event !== "hello" || this.status.phase !== "online") return;
    for (const request of this.#requests.unsent()) this.#send(request);
  }

  #welcomed() {
    this.#backoff.reset();
    this.#reconnectAfter = null;
    this.#setStatus("online");
  }

  /** @param {number} code */
  #lost(code) {
    this.#forgetSocket();
    if (code === SESSION_ENDED) {
      this.#signedOut();
      return;
    }
    if (this.status.phase === "closed") return;
    const delay = this.#nextDelay();
    this.#setStatus("waiting", Date.now() + delay);
    this.#retryTimer = setTimeout(() => this.#connect(), delay);
    this.#requests.lost();
  }

  #nextDelay() {
    if (this.#reconnectAfter === null) return this.#backoff.next();
    const told = this.#reconnectAfter * 1000;
    this.#reconnectAfter = null;
    return told + this.#random() * 1000;
  }

  /** @param {string | null} [reason] */
  #signedOut(reason = null) {
    this.stop();
    this.dispatchEvent(new CustomEvent("signed-out", { detail: reason }));
  }

  #ping() {
    this.request("ping", {}, { keep: false }).catch(() => {});
  }

  // A dead network may take minutes to report the close, so the socket is let go of, not awaited.
  #forgetSocket() {
    const socket = this.#socket;
    this.#socket = null;
    this.#keepAlive.stop();
    clearTimeout(this.#retryTimer);
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /**
   * @param {Status["phase"]} phase
   * @param {number | null} [retryAt]
   */
  #setStatus(phase, retryAt = null) {
    this.status = { phase, retryAt };
    this.dispatchEvent(new Event("status"));
  }
}
