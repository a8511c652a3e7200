// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { plainName } from "../models/file-facts.js";
import { t } from "../texts.js";
import { icon } from "./late-icon.js";
import { Sheet } from "./sheet.js";

/**
 * A file that can be read in the page; nothing of it runs, for it comes with a policy that shuts it
 * in. The frame says so once more, but Chromium shows no PDF in one that does.
 */
export class FileReaderSheet extends Sheet {
  /** @type {import("../models/objects.js").Media | null} */
  media = null;

  /** @override */
  get heading() {
    return plainName(this.media?.name ?? "");
  }

  /** @override */
  body() {
    const { url = "", name = "", mime = "" } = this.media ?? {};
    const shut = mime === "application/pdf" ? nothing : "";
    return html`
      <iframe sandbox=${shut} src="${url}?inline=1" title=${this.heading}></iframe>
      <footer>
        <a class="soft-button" href=${url} download=${name}>${icon("download")} ${t("Download")}</a>
      </footer>
    `;
  }
}

customElements.define("file-reader", FileReaderSheet);

/** @param {import("../models/objects.js").Media} media */
export function showReader(media) {
  const reader = new FileReaderSheet();
  reader.media = media;
  (document.querySelector(".messenger") ?? document.body).append(reader);
}
