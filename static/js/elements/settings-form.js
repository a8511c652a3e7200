// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { mayNotify } from "../may-notify.js";
import { preferences } from "../preferences.js";
import { t } from "../texts.js";
import { ModelElement } from "./model-element.js";

/** @typedef {import("../preferences.js").Wishes} Wishes */

/**
 * What a person wants of this browser; every choice counts at once.
 *
 * Of what the account shall remember `account-wish` bubbles, since not every page with this form has
 * a messenger.
 */
export class SettingsForm extends ModelElement {
  #refused = false;

  /** @override */
  get models() {
    return [preferences];
  }

  /** @override */
  render() {
    return html`
      ${this.#choice("accent", t("Accent colour"), "swatches", {
        indigo: t("Indigo"),
        blue: t("Blue"),
        teal: t("Teal"),
        amber: t("Amber"),
        orange: t("Orange"),
        pink: t("Pink"),
        grape: t("Grape"),
        violet: t("Violet"),
      })}
      ${this.#choice("wallpaper", t("Wallpaper"), "papers", {
        dots: t("Dots"),
        grid: t("Grid"),
        glow: t("Glow"),
        plain: t("Plain"),
      })}
      ${this.#choice("size", t("Size of the text"), "keys", {
        small: t("Small"),
        normal: t("Normal"),
        large: t("Large"),
        huge: t("Very large"),
      })}
      ${this.#choice("send", t("Send a message with"), "keys for-keyboards", {
        enter: "Enter",
        "ctrl-enter": "Ctrl+Enter",
      })}
      <fieldset>
        <legend>${t("Formatting")}</legend>
        ${this.#switch("markdown", t("Write messages in Markdown"))}
      </fieldset>
      <fieldset>
        <legend>${t("Notifications")}</legend>
        ${this.#switch("notifications", t("Notify of new messages"))}
        ${this.#refused ? html`<p role="alert">${t("The browser does not allow notifications.")}</p>` : nothing}
        ${this.#switch("previews", t("Show the text in them"))}
        ${this.#switch("sound", t("Sound"))}
      </fieldset>
      <fieldset>
        <legend>${t("Links")}</legend>
        ${this.#switch("cards", t("Show what links lead to"))}
      </fieldset>
      <fieldset>
        <legend>${t("Movement")}</legend>
        ${this.#switch("calm", t("Nothing moves, to save power"))}
      </fieldset>
    `;
  }

  /**
   * @param {"accent" | "wallpaper" | "size" | "send"} name
   * @param {string} title
   * @param {string} look
   * @param {Record<string, string>} options values and how they are called
   */
  #choice(name, title, look, options) {
    const choose = (/** @type {Event} */ { target }) =>
      preferences.set({ [name]: /** @type {HTMLInputElement} */ (target).value });
    return html`<fieldset class=${look} @change=${choose}>
      <legend>${title}</legend>
      ${Object.entries(options).map(
        ([value, label]) => html`<label title=${label}>
          <input
            type="radio"
            name=${name}
            value=${value}
            .checked=${preferences.now[name] === value}
          />
          <span class="sample" data-sample=${value}></span>
          <span class="label">${label}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  /**
   * @param {"markdown" | "notifications" | "previews" | "sound" | "cards" | "calm"} name
   * @param {string} label
   */
  #switch(name, label) {
    return html`<label class="switch">
      <span>${label}</span>
      <input
        type="checkbox"
        role="switch"
        .checked=${preferences.now[name]}
        @change=${(/** @type {Event} */ event) => this.#turn(name, event)}
      />
    </label>`;
  }

  /**
   * @param {"markdown" | "notifications" | "previews" | "sound" | "cards" | "calm"} name
   * @param {Event} event
   */
  async #turn(name, { target }) {
    const box = /** @type {HTMLInputElement} */ (target);
    if (name === "notifications") {
      this.#refused = box.checked && !(await mayNotify());
      box.checked &&= !this.#refused;
      this.requestUpdate();
    }
    preferences.set({ [name]: box.checked });
    if (name === "markdown") {
      const detail = { markdown: box.checked };
      this.dispatchEvent(new CustomEvent("account-wish", { bubbles: true, detail }));
    }
  }
}

customElements.define("settings-form", SettingsForm);
