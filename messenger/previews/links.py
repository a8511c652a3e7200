"""Finding the link of a message that is looked at: the first one that its readers can press."""

import re

from messenger.previews.guard import LONGEST_URL

LINK = re.compile(r"(?<![A-Za-z0-9_])(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
# Signs that end a sentence rather than a link.
TRAILING = ".,!?:;'»”…"
TICKS = re.compile("`+")


def may_hold_link(text: str) -> bool:
    """Return whether it is worth looking for one; most messages are done with after this."""
    return "://" in text or "www." in text or "WWW." in text


def first_link(text: str, form: str) -> str | None:
    """Return the first link of a text of this format, as `static/js/models/text-parts.js` reads it.

    In Markdown what stands in code is no link.
    """
    if not may_hold_link(text):
        return None
    if form == "markdown":
        text = _without_code(text)
    found = LINK.search(text)
    if found is None or len(found[0]) > LONGEST_URL:
        return None
    link = _without_tail(found[0])
    return f"https://{link}" if link[:4].lower() == "www." else link


def _without_tail(found: str) -> str:
    link = found.rstrip(TRAILING)
    while link.endswith(")") and link.count(")") > link.count("("):
        link = link[:-1].rstrip(TRAILING)
    return link


def _without_code(text: str) -> str:
    """Return what stands outside of backticks: as many as begin it end it (CommonMark 6.1)."""
    runs = list(TICKS.finditer(text))
    ends: list[int | None] = []
    later: dict[int, int] = {}
    for place in reversed(range(len(runs))):
        ends.append(later.get(len(runs[place][0])))
        later[len(runs[place][0])] = place
    ends.reverse()
    kept, begin, place = [], 0, 0
    while place < len(runs):
        end = ends[place]
        if end is not None:
            kept.append(text[begin : runs[place].start()])
            begin, place = runs[end].end(), end
        place += 1
    return " ".join([*kept, text[begin:]])
