"""Whether a text can hold any markup: most cannot, and are not read any further."""

import re

# Any sign that could begin something, at its place; `static/js/models/markdown/signs.js` has the
# same. Each part looks at a few characters only.
SIGN = re.compile(
    r"[*_`|\[]|~~|\\[!-/:-@\[-`{-~\n]|<[A-Za-z]|&[#A-Za-z]"
    r"|^ {0,3}(?:>|#{1,6}(?:[ \t]|$)|[-+](?:[ \t]|$)|[0-9]{1,9}[.)](?:[ \t]|$)|-[- \t]|=)"
    r"|^ *(?: {4}|\t)",
    re.MULTILINE,
)


def may_have_markup(text: str) -> bool:
    """Return whether a text may say something else as Markdown than it does as it stands."""
    return SIGN.search(text) is not None
