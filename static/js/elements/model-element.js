// @ts-check

import { LitElement } from "../../vendor/lit.js";

/** @typedef {import("../models/observable.js").Observable} Observable */

/**
 * An element that draws models again when they have changed, at most once a frame.
 *
 * It draws into the page itself, so that one set of styles and the theme's variables reach it.
 */
export class ModelElement extends LitElement {
  /** @type {(() => void)[]} */
  #stops = [];

  /**
   * What this element draws from.
   * @returns {Observable[]}
   */
  get models() {
    return [];
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.watchModels();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forget();
  }

  /** Watch the models of now, where they are others than before. */
  watchModels() {
    this.#forget();
    this.#stops = this.models.map((model) => model.watch(() => this.hear(model)));
  }

  /**
   * A model has changed.
   * @param {Observable} _model
   */
  hear(_model) {
    this.requestUpdate();
  }

  /** @override */
  async scheduleUpdate() {
    await new Promise(requestAnimationFrame);
    super.scheduleUpdate();
  }

  /**
   * Ask the page around for one of its dialogs.
   * @param {string} dialog
   * @param {object} [facts]
   */
  askDialog(dialog, facts = {}) {
    const detail = { dialog, ...facts };
    this.dispatchEvent(
      new CustomEvent("messenger-dialog", { bubbles: true, composed: true, detail }),
    );
  }

  #forget() {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }
}
