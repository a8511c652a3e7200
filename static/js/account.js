// @ts-check
/** The elements of the account page. */

import "./elements/local-time.js";
import "./elements/own-photo.js";
import "./elements/settings-form.js";
