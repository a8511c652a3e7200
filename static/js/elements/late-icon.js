// @ts-check
/** Icons of what comes late; they come with it. */

import "../icons-late.js";

export { icon } from "./icon.js";
