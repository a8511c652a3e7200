// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { t } from "../texts.js";
import { initials, photo, toneOf } from "./avatar.js";
import { presenceOf } from "./words.js";

const SIZE = 96;

/**
 * Who the other one in a chat is, as far as they show it.
 * @param {import("../models/objects.js").Chat} chat with a person
 */
export function personFace(chat) {
  const { peer } = chat;
  if (!peer) return nothing;
  const { id, name, username, bio, email, avatar } = peer;
  const seen = presenceOf(chat);
  return html`<div class="info-face">
      <span class="letter-tile tone-${toneOf(id)}" aria-hidden="true"
        >${initials(name)}${photo(avatar, SIZE)}</span>
      <p class="info-name" dir="auto">${name}</p>
      <p class="info-note ${peer.online ? "live" : ""}">${seen === `@${username}` ? "" : seen}</p>
    </div>
    <dl class="info-facts">
      ${fact(t("Nick"), `@${username}`)} ${fact(t("About"), bio)} ${fact(t("E-mail"), email)}
    </dl>`;
}

/**
 * @param {string} label
 * @param {string | null} words
 */
function fact(label, words) {
  return words
    ? html`<div>
        <dt>${label}</dt>
        <dd dir="auto">${words}</dd>
      </div>`
    : nothing;
}
