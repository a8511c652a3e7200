// @ts-check

import { html, nothing, repeat } from "../../vendor/lit.js";
import { avatar } from "./avatar.js";
import { highlight } from "./highlight.js";

/** @typedef {import("../models/objects.js").User} User */

/**
 * The people that a search has found and who have no chat yet; nothing where there are none.
 * @param {string} title
 * @param {User[]} people
 * @param {string[]} wanted spellings
 */
export function foundPeople(title, people, wanted) {
  if (people.length === 0) return nothing;
  return html`<h2 class="found-title">${title}</h2>
    <ul role="list">
      ${repeat(
        people,
        ({ id }) => id,
        (user) => personRow(user, wanted),
      )}
    </ul>`;
}

/**
 * @param {User} user
 * @param {string[]} wanted
 */
function personRow(user, wanted) {
  const face = { id: user.id, kind: /** @type {const} */ ("direct"), title: user.name, peer: user };
  return html`<li>
    <button type="button" class="chat-row" data-user=${user.id} tabindex="-1">
      ${avatar(face)}
      <span class="chat-line">
        <span class="chat-title"><bdi>${highlight(user.name, wanted)}</bdi></span>
      </span>
      <span class="chat-line">
        <span class="chat-text">@${highlight(user.username, wanted)}</span>
      </span>
    </button>
  </li>`;
}
