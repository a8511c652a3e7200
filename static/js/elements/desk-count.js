// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { messenger } from "../messenger.js";
import { tn } from "../texts.js";
import { ModelElement } from "./model-element.js";

/**
 * How much of something waits at the help desk: `of` is what the server counts, or "all" for a
 * mark without a number where anything waits.
 */
export class DeskCount extends ModelElement {
  /** @override */
  static properties = { of: {} };

  constructor() {
    super();
    /** @type {"answers" | "questions" | "accounts" | "reports" | "all"} */
    this.of = "all";
  }

  /** @override */
  get models() {
    return [messenger];
  }

  /** @override */
  render() {
    const { answers, questions, accounts, reports } = messenger.desk;
    if (this.of === "all") {
      const waits = answers || questions || accounts || reports;
      return waits ? html`<span class="waits"></span>` : nothing;
    }
    const number = messenger.desk[this.of] ?? 0;
    if (number === 0) return nothing;
    const words = this.#words(number);
    return html`<span class="badge" role="img" title=${words} aria-label=${words}>${number}</span>`;
  }

  /** @param {number} n */
  #words(n) {
    switch (this.of) {
      case "accounts":
        return tn("{n} account waits for approval", "{n} accounts wait for approval", n);
      case "reports":
        return tn("{n} open report", "{n} open reports", n);
      case "questions":
        return tn("{n} new question", "{n} new questions", n);
      default:
        return tn("{n} question was answered", "{n} questions were answered", n);
    }
  }
}

customElements.define("desk-count", DeskCount);
