// @ts-check

import { t } from "../texts.js";

/**
 * @typedef {import("../models/objects.js").Message} Message
 * @typedef {Record<"who" | "whom" | "title", string>} Facts
 * @typedef {(facts: Facts) => string} Say
 *
 * @typedef {object} Names
 * @property {string} me id of the person at this page
 * @property {(userId: string, seq?: number) => string} nameOf empty while it is not known
 * @property {(seq: number) => string} wordsOf the beginning of a message; empty where it is not at hand
 */

/**
 * What is said of a deed of one's own, of one of another, and of one that was done to oneself.
 * @type {Record<string, [Say, Say, Say?]>}
 */
const WORDS = {
  created: [() => t("You created the group"), (facts) => t("{who} created the group", facts)],
  joined: [() => t("You joined the group"), (facts) => t("{who} joined the group", facts)],
  left: [() => t("You left the group"), (facts) => t("{who} left the group", facts)],
  added: [
    (facts) => t("You added {whom}", facts),
    (facts) => t("{who} added {whom}", facts),
    (facts) => t("{who} added you", facts),
  ],
  removed: [(facts) => t("You removed {whom}", facts), (facts) => t("{who} removed {whom}", facts)],
  renamed: [
    (facts) => t("You renamed the group to “{title}”", facts),
    (facts) => t("{who} renamed the group to “{title}”", facts),
  ],
  photo_changed: [
    () => t("You changed the photo of the group"),
    (facts) => t("{who} changed the photo of the group", facts),
  ],
  owner_changed: [
    (facts) => t("You handed the group over to {whom}", facts),
    (facts) => t("{who} handed the group over to {whom}", facts),
    (facts) => t("{who} handed the group over to you", facts),
  ],
  pinned: [() => t("You pinned a message"), (facts) => t("{who} pinned a message", facts)],
  pinned_words: [
    (facts) => t("You pinned “{title}”", facts),
    (facts) => t("{who} pinned “{title}”", facts),
  ],
  admin: [
    (facts) => t("You made {whom} an administrator", facts),
    (facts) => t("{who} made {whom} an administrator", facts),
    (facts) => t("{who} made you an administrator", facts),
  ],
  member: [
    (facts) => t("You made {whom} a member", facts),
    (facts) => t("{who} made {whom} a member", facts),
    (facts) => t("{who} made you a member", facts),
  ],
  read_only: [
    (facts) => t("You let {whom} only read now", facts),
    (facts) => t("{who} lets {whom} only read now", facts),
    (facts) => t("{who} lets you only read now", facts),
  ],
};

/**
 * What was done in a group, in the words of the person at this page.
 * @param {Message} message of the kind `service`
 * @param {Names} names
 * @returns {string} as a program is told it where the kind is a newer one
 */
export function serviceWords({ seq, sender_id, service, text }, { me, nameOf, wordsOf }) {
  const { type = "", role, users = [], seq: named } = service ?? {};
  const title = named ? wordsOf(named) : service?.title;
  const words = WORDS[keyOf(type, role, title)];
  if (!words) return text;
  const [own, others, toMe = others] = words;
  const say = sender_id === me ? own : users.length === 1 && users[0] === me ? toMe : others;
  return say({
    who: nameOf(sender_id, seq),
    whom: users.map((id) => nameOf(id, seq)).join(", "),
    title: title ?? "",
  });
}

/**
 * @param {string} type
 * @param {string | null | undefined} role
 * @param {string | null | undefined} title
 */
function keyOf(type, role, title) {
  if (type === "role_changed") return role ?? "";
  return type === "pinned" && title ? "pinned_words" : type;
}
