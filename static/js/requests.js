// @ts-check

import { ConnectionLost, RequestFailed } from "./failures.js";

/**
 * @typedef {object} Pending
 * @property {number} id
 * @property {string} op
 * @property {object} data
 * @property {boolean} keep whether it is sent again after a reconnect
 * @property {boolean} sent
 * @property {(data: any) => void} resolve
 * @property {(error: Error) => void} reject
 */

/** The requests that wait for their reply or for a connection, in the order they were made. */
export class Requests {
  #lastId = 0;
  /** @type {Map<number, Pending>} */
  #pending = new Map();

  /**
   * @param {string} op
   * @param {object} data
   * @param {boolean} keep
   * @returns {{request: Pending, reply: Promise<any>}}
   */
  add(op, data, keep) {
    this.#lastId += 1;
    const id = this.#lastId;
    /** @type {Pending} */
    const request = { id, op, data, keep, sent: false, resolve: () => {}, reject: () => {} };
    const reply = new Promise((resolve, reject) => Object.assign(request, { resolve, reject }));
    this.#pending.set(id, request);
    return { request, reply };
  }

  /**
   * Settle the request that a reply frame answers; unknown ids are left alone.
   * @param {{id: number, ok: boolean, data?: any, error?: any}} frame
   */
  settle(frame) {
    const request = this.#pending.get(frame.id);
    if (!request) return;
    this.#pending.delete(frame.id);
    if (frame.ok) request.resolve(frame.data);
    else request.reject(new RequestFailed(frame.error ?? {}));
  }

  /** Those that have not been sent on this connection. */
  unsent() {
    return [...this.#pending.values()].filter((request) => !request.sent);
  }

  /** The connection is gone: keep what may be asked again, and fail the rest. */
  lost() {
    for (const request of this.#pending.values()) {
      request.sent = false;
      if (request.keep) continue;
      this.#pending.delete(request.id);
      request.reject(new ConnectionLost());
    }
  }
}
