"""Our scripts as a browser needs them: without the comments, which are a third of each."""

import re
from pathlib import Path

from messenger.resources import folder

WRITTEN_HERE = folder("static") / "js"
COMMENT_LINES = re.compile(rb"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/[ \t]*)\n", re.MULTILINE)


def read_uncommented(path: Path) -> bytes:
    """Return a file's content; if it is a script of ours, without the lines that only comment.

    No more than that: what ends inside of a template's text cannot be told by a pattern.
    """
    content = path.read_bytes()
    if path.suffix == ".js" and path.is_relative_to(WRITTEN_HERE):
        return COMMENT_LINES.sub(b"", content)
    return content
