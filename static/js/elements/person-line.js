// @ts-check

import { html, nothing } from "../../vendor/lit.js";
import { t } from "../texts.js";
import { lastSeen } from "../times.js";
import { avatar } from "./avatar.js";

/** @typedef {import("../models/objects.js").User} User */

/** @param {User} user */
export function nameOf(user) {
  return user.deleted ? t("Deleted account") : user.name;
}

/**
 * Whether somebody is here or was, as far as they show it.
 * @param {User} user
 */
export function seenWords({ deleted, online, last_seen, username }) {
  if (deleted) return "";
  if (online) return t("online");
  return last_seen ? lastSeen(last_seen) : `@${username}`;
}

/**
 * A person in a list of people: face, name, and whether they are here.
 * @param {User} user
 * @param {{isMe?: boolean, note?: string}} [facts] `note` stands at the end of the line
 */
export function personLine(user, { isMe = false, note = "" } = {}) {
  const name = nameOf(user);
  const face = { id: user.id, kind: /** @type {const} */ ("direct"), title: name, peer: user };
  return html`${avatar(face)}
    <span class="person-line">
      <span class="person-line-name"><bdi>${name}</bdi>${isMe ? html` <small>${t("you")}</small>` : nothing}</span>
      <span class="person-line-seen ${user.online ? "live" : ""}">${seenWords(user)}</span>
    </span>
    ${note ? html`<span class="person-line-note">${note}</span>` : nothing}`;
}
