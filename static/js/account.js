// @ts-check
/** The elements of the account page. */

import "./elements/local-time.js";
import "./elements/settings-form.js";
