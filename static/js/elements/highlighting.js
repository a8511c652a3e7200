// @ts-check
/** Code as pieces that the stylesheet gives colours to. */

import * as vendored from "../../vendor/highlight.js";

const { highlighter, ...languages } = vendored;
for (const [name, language] of Object.entries(languages)) {
  highlighter.registerLanguage(name, language);
}

/** Puts the pieces together as elements of the page, never as text of a page. */
class Pieces {
  #whole = document.createElement("span");
  /** @type {HTMLElement[]} */
  #open = [this.#whole];

  get nodes() {
    return [...this.#whole.childNodes];
  }

  /** @param {string} text */
  addText(text) {
    this.#open.at(-1)?.append(text);
  }

  /** @param {string} scope as in `title.function` */
  openNode(scope) {
    const piece = document.createElement("span");
    piece.className = `code-${scope.split(".", 1)[0].replace(/[^a-z_]/g, "-")}`;
    this.addPiece(piece);
    this.#open.push(piece);
  }

  closeNode() {
    if (this.#open.length > 1) this.#open.pop();
  }

  /** @param {string} scope */
  startScope(scope) {
    this.openNode(scope);
  }

  endScope() {
    this.closeNode();
  }

  /** @param {Node} piece */
  addPiece(piece) {
    this.#open.at(-1)?.append(piece);
  }

  /** @param {unknown} other of a language within the language */
  __addSublanguage(other) {
    if (other instanceof Pieces) for (const node of other.nodes) this.addPiece(node);
  }

  finalize() {}

  toHTML() {
    return "";
  }
}

highlighter.configure({ __emitter: Pieces });

/**
 * @param {string} code
 * @param {string} language
 * @returns {Node[] | null} null where the language is not known
 */
export function highlight(code, language) {
  if (!highlighter.getLanguage(language)) return null;
  const { _emitter } = highlighter.highlight(code, { language, ignoreIllegals: true });
  return _emitter instanceof Pieces ? _emitter.nodes : null;
}
