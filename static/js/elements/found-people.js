// @ts-check

import { html, nothing, repeat } from "../../vendor/lit.js";
import { avatar } from "./avatar.js";
import { highlight } from "./highlight.js";
import { presenceOf, titleOf } from "./words.js";

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

/** The chat with oneself, as far as it is known before it is there. */
export const SELF = { id: "", kind: /** @type {const} */ ("saved"), title: "", peer: null };

/**
 * The chat with oneself, where a search has found it and it is not in the list.
 * @param {string} me id of the person at this page, with whom it is opened
 * @param {string[]} wanted spellings
 */
export function foundSelf(me, wanted) {
  return html`<ul role="list">${rowOf(me, SELF, titleOf(SELF), presenceOf(SELF), wanted)}</ul>`;
}

/**
 * @param {User} user
 * @param {string[]} wanted
 */
function personRow(user, wanted) {
  const face = { id: user.id, kind: /** @type {const} */ ("direct"), title: user.name, peer: user };
  return rowOf(user.id, face, user.name, html`@${highlight(user.username, wanted)}`, wanted);
}

/**
 * @param {string} userId
 * @param {Parameters<typeof avatar>[0]} face
 * @param {string} name
 * @param {unknown} about
 * @param {string[]} wanted
 */
function rowOf(userId, face, name, about, wanted) {
  return html`<li>
    <button type="button" class="chat-row" data-user=${userId} tabindex="-1">
      ${avatar(face)}
      <span class="chat-line">
        <span class="chat-title"><bdi>${highlight(name, wanted)}</bdi></span>
      </span>
      <span class="chat-line"><span class="chat-text">${about}</span></span>
    </button>
  </li>`;
}
