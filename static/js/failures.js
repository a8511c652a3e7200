// @ts-check
/** What can go wrong with a request, and the words for it. */

import { t } from "./texts.js";

/** The server has answered with an error. */
export class RequestFailed extends Error {
  /** @param {{code?: string, status?: number, message?: string, retry_after?: number}} error */
  constructor(error) {
    super(error.message ?? "");
    this.code = error.code ?? "internal";
    this.status = error.status ?? 500;
    /** Seconds to wait before the next try, where the server said so. */
    this.retryAfter = error.retry_after;
  }
}

/** The connection ended before an answer came; whether the server acted is unknown. */
export class ConnectionLost extends Error {}

const PAUSE = 2_000;

/**
 * How long to wait before the same is asked again, in ms; null where that would be refused too.
 * @param {RequestFailed} error
 */
export function pauseAfter({ status, retryAfter }) {
  const isFull = status === 507;
  if (isFull || (status !== 429 && status < 500)) return null;
  return retryAfter === undefined ? PAUSE : retryAfter * 1000;
}

/**
 * Say in the person's words why something failed.
 * @param {string} code a code of the protocol
 */
export function reasonOf(code) {
  switch (code) {
    case "blocked":
      return t("One of you has blocked the other.");
    case "privacy":
      return t("This person's privacy settings do not allow it.");
    case "forbidden":
      return t("You may not do this here.");
    case "not_found":
      return t("This is no longer here.");
    case "too_long":
      return t("The text is too long.");
    case "too_large":
      return t("The file is too large.");
    case "unsupported_media":
      return t("The server cannot read this file.");
    case "file_lost":
      return t("The file is no longer here. Attach it again.");
    case "storage_full":
      return t("There is no room for more files. Make some in your account, under “Storage”.");
    case "unauthenticated":
    case "session_expired":
      return t("The session has ended. Sign in again.");
    case "too_many":
      return t("There are too many of them already.");
    case "rate_limited":
      return t("Too many tries. Please wait.");
    default:
      return t("Something went wrong. Please try again.");
  }
}
