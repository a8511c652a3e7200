import { JSDOM } from "jsdom";
import { listOf } from "../emoji-lists.js";

const NAMES = [
  "innerWidth",
  "innerHeight",
  "document",
  "HTMLElement",
  "Element",
  "customElements",
  "Node",
  "location",
  "getComputedStyle",
];

/** A page without a server, in which a field is written into as a browser does, and emoji come. */
export function openPage() {
  const html = '<!doctype html><html lang="ru" data-static="/static/1/"><body></body></html>';
  const { window } = new JSDOM(html, { url: "http://here/" });
  globalThis.window = window;
  for (const name of NAMES) globalThis[name] = window[name];
  globalThis.addEventListener = () => {};
  globalThis.removeEventListener = () => {};
  globalThis.matchMedia = () => ({ matches: false });
  globalThis.WebSocket ??= window.WebSocket;
  globalThis.requestAnimationFrame = (run) => setTimeout(run, 0);
  globalThis.fetch = async (address) => {
    const [, name] = /^\/static\/1\/emoji\/(\w+)\.json$/.exec(address);
    return { ok: true, json: async () => listOf(name) };
  };
  window.Element.prototype.scrollIntoView = () => {};
  window.HTMLCanvasElement.prototype.getContext = () => null;
  window.document.execCommand = (_command, _shows, text) => write(window, text);
  return window;
}

function write(window, text) {
  const field = window.document.activeElement;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new window.Event("input", { bubbles: true }));
}
