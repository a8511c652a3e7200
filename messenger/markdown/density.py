"""Whether a text is denser with signs than people write; it is then shown as it stands."""

import re

# More signs than the longest message has characters: what is that dense only keeps machines busy.
MOST_SIGNS = 4096
# Each may be a block of its own.
MOST_LINES = 1000
# Each may begin a link, which takes a look at what follows; no message holds so many links.
MOST_BRACKETS = 500
# Rows of a table that are too short are filled up, so that few characters make many cells.
MOST_CELLS = 2000
SIGN = re.compile(r"[*_`|\[\]<>&\\~!#=+\-:\n]")
COLUMNS = re.compile(r"^[ >]*[|:-][ |:-]*$", re.MULTILINE)


def is_too_dense(text: str) -> bool:
    """Return whether a text is not worth reading as Markdown."""
    if text.count("[") > MOST_BRACKETS or text.count("\n") > MOST_LINES:
        return True
    if len(text) > MOST_SIGNS and sum(1 for _ in SIGN.finditer(text)) > MOST_SIGNS:
        return True
    columns = max((line.count("|") for line in COLUMNS.findall(text)), default=0) + 1
    return columns > 1 and columns * text.count("\n") > MOST_CELLS
