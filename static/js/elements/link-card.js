// @ts-check

import { html, nothing } from "../../vendor/lit.js";

/** A picture that is not as wide stands small at the side, in px. */
const WIDE = 240;

/**
 * What the link of a message leads to; the whole card leads there.
 * @param {import("../models/objects.js").Preview | null | undefined} preview
 * @param {boolean} reachable
 */
export function linkCard(preview, reachable) {
  if (!preview) return nothing;
  const { url, site, title, description, image } = preview;
  const wide = image !== null && image.width >= WIDE;
  return html`<a
    class="link-card"
    href=${url}
    target="_blank"
    rel="noopener noreferrer"
    tabindex=${reachable ? 0 : -1}
  >
    ${image && !wide ? picture(image, "small") : nothing}
    <span class="card-site" dir="auto">${site}</span>
    <span class="card-title" dir="auto">${title}</span>
    ${description ? html`<span class="card-text" dir="auto">${description}</span>` : nothing}
    ${image && wide ? picture(image, "wide") : nothing}
  </a>`;
}

/**
 * Its box has its size before the picture is there.
 * @param {NonNullable<import("../models/objects.js").Preview["image"]>} image
 * @param {string} look
 */
function picture({ url, width, height }, look) {
  return html`<img class=${look} src=${url} width=${width} height=${height} alt="" loading="lazy" decoding="async" />`;
}
