// @ts-check

import { t } from "../texts.js";

const KEY = "messenger.list-width";
const LEAST = 320;
const MOST = 420;
const STEP = 20;

/** The line between the list and the conversation, which a pointer or the arrow keys move. */
export class PaneDivider extends HTMLElement {
  connectedCallback() {
    this.tabIndex = 0;
    this.setAttribute("role", "separator");
    this.setAttribute("aria-orientation", "vertical");
    this.setAttribute("aria-label", t("Width of the list"));
    this.setAttribute("aria-valuemin", String(LEAST));
    this.setAttribute("aria-valuemax", String(MOST));
    this.#tell(this.#width);
    this.addEventListener("pointerdown", this.#grab);
    this.addEventListener("keydown", this.#key);
    this.addEventListener("dblclick", this.#reset);
  }

  get #width() {
    return Math.round(this.closest(".list-pane")?.getBoundingClientRect().width ?? LEAST);
  }

  /** @param {PointerEvent} event */
  #grab(event) {
    event.preventDefault();
    const offset = this.#width - event.clientX;
    const drag = (/** @type {PointerEvent} */ { clientX }) => this.#set(clientX + offset);
    this.setPointerCapture(event.pointerId);
    this.addEventListener("pointermove", drag);
    const drop = () => {
      this.removeEventListener("pointermove", drag);
      keep(String(this.#width));
    };
    this.addEventListener("lostpointercapture", drop, { once: true });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP, Home: -MOST, End: MOST }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.#set(this.#width + step);
    keep(String(this.#width));
  }

  /** @param {number} wished */
  #set(wished) {
    const width = Math.min(MOST, Math.max(LEAST, Math.round(wished)));
    document.documentElement.style.setProperty("--list-width", `${width}px`);
    this.#tell(width);
  }

  #reset() {
    document.documentElement.style.removeProperty("--list-width");
    keep(null);
    this.#tell(this.#width);
  }

  /** @param {number} width */
  #tell(width) {
    this.setAttribute("aria-valuenow", String(width));
  }
}

/** @param {string | null} width in px for the next page, which sets it before it paints */
function keep(width) {
  try {
    if (width === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, width);
  } catch {
    // Storage is switched off in this browser: the width lasts as long as the page.
  }
}

customElements.define("pane-divider", PaneDivider);
