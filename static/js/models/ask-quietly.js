// @ts-check

import { ConnectionLost, RequestFailed } from "../failures.js";

/**
 * Ask the server where it can be asked now; what it does not tell is worth no word.
 * @param {import("../connection.js").Connection} connection
 * @param {string} op
 * @param {object} data
 * @returns {Promise<any>} null without an answer
 */
export async function askQuietly(connection, op, data) {
  try {
    return await connection.request(op, data, { keep: false });
  } catch (error) {
    if (error instanceof RequestFailed || error instanceof ConnectionLost) return null;
    throw error;
  }
}
