// @ts-check

import { t } from "../texts.js";

/** So short a trouble of the connection is not worth a word, in ms. */
const QUIET = 1_000;

/**
 * Say beside the form why something was not done.
 * @param {string} words empty for none
 */
export function tell(words) {
  const place = document.getElementById("desk-trouble");
  if (place && place.textContent !== words) place.textContent = words;
}

/**
 * Say that the server is away while it is.
 * @param {import("../connection.js").Connection} connection
 */
export function tellOfConnection(connection) {
  const line = document.createElement("p");
  line.className = "help-line";
  line.setAttribute("role", "status");
  (document.querySelector(".help-reply") ?? document.querySelector("main"))?.prepend(line);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const look = () => {
    clearTimeout(timer);
    timer = undefined;
    const isAway = connection.status.phase !== "online";
    line.textContent = isAway ? t("No connection. What you send goes out when it is back.") : "";
  };
  connection.addEventListener("status", () => {
    if (connection.status.phase === "online") look();
    else timer ??= setTimeout(look, QUIET);
  });
}
