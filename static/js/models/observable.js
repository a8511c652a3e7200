// @ts-check

/** A model that tells whoever draws it that something has changed. */
export class Observable extends EventTarget {
  /** Tell the watchers. */
  changed() {
    this.dispatchEvent(new Event("change"));
  }

  /**
   * Call back after each change; the answer ends that.
   * @param {() => void} callback
   * @returns {() => void}
   */
  watch(callback) {
    this.addEventListener("change", callback);
    return () => this.removeEventListener("change", callback);
  }
}
