// @ts-check

import { t } from "../texts.js";
import { icon } from "./late-icon.js";

/**
 * What a group of emoji is called.
 * @param {string} name as the list of emoji has it; `recent` for the last ones, `found` for a search
 */
export function groupName(name) {
  switch (name) {
    case "recent":
      return t("Recent");
    case "found":
      return t("Found");
    case "smileys":
      return t("Smileys and emotions");
    case "people":
      return t("People and gestures");
    case "nature":
      return t("Animals and nature");
    case "food":
      return t("Food and drink");
    case "travel":
      return t("Travel and places");
    case "activities":
      return t("Activities");
    case "objects":
      return t("Objects");
    case "symbols":
      return t("Symbols");
    default:
      return t("Flags");
  }
}

/** @param {string} name */
export function groupIcon(name) {
  switch (name) {
    case "recent":
      return icon("clock");
    case "smileys":
      return icon("mood-smile");
    case "people":
      return icon("hand-stop");
    case "nature":
      return icon("paw");
    case "food":
      return icon("apple");
    case "travel":
      return icon("car");
    case "activities":
      return icon("ball-football");
    case "objects":
      return icon("bulb");
    case "symbols":
      return icon("heart");
    default:
      return icon("flag");
  }
}
