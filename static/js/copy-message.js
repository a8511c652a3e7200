// @ts-check

import { copyText } from "./actions.js";
import { markdown } from "./markdown.js";
import { t } from "./texts.js";

/**
 * Copy what a message says, with its formatting.
 * @param {import("./models/messenger.js").Messenger} messenger
 * @param {{text: string, format?: string}} written
 */
export async function copyMessage(messenger, { text, format }) {
  const copy = format === "markdown" ? markdown.reader?.copyOf(text) : null;
  if (!copy?.html) {
    await copyText(messenger, text);
    return;
  }
  try {
    await navigator.clipboard.write([new ClipboardItem(bothKinds(copy))]);
    messenger.notice(t("Copied."));
  } catch {
    await copyText(messenger, copy.text);
  }
}

/** @param {{text: string, html: string}} copy */
function bothKinds({ text, html }) {
  return {
    "text/plain": new Blob([text], { type: "text/plain" }),
    "text/html": new Blob([html], { type: "text/html" }),
  };
}
