// @ts-check

import { momentWords } from "../times.js";

/** A moment in the words, the language and the time zone of who reads. */
export class LocalTime extends HTMLElement {
  static observedAttributes = ["at"];

  attributeChangedCallback() {
    const at = this.getAttribute("at") ?? "";
    this.textContent = momentWords(at);
    this.title = new Date(at).toLocaleString(document.documentElement.lang);
  }
}

customElements.define("local-time", LocalTime);
