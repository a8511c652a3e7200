// @ts-check
/** The one reaction that is offered beside the message on which a mouse rests. */

import { QUICK } from "../models/reacting.js";
import { t } from "../texts.js";

/**
 * Offer it on a bubble, and nowhere else.
 * @param {HTMLElement} bubble
 */
export function offerQuickReaction(bubble) {
  document.querySelector(".quick-reaction")?.remove();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quick-reaction";
  button.tabIndex = -1; // By keys there is the menu.
  button.dataset.react = QUICK[0];
  button.ariaLabel = t("React with {emoji}", { emoji: QUICK[0] });
  button.textContent = QUICK[0];
  bubble.append(button);
}
