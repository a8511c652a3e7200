"""The pictures of the articles, which `make screenshots` copies into `static/help`.

An article names a screen; the picture of it is the one in the language of the article.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messenger.resources import folder

# Where the picture container of WebP has its size, as three bytes each, less one (RFC 9649).
EXTENDED = b"VP8X"
WIDTH, HEIGHT = slice(24, 27), slice(27, 30)


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a picture is served, and its size in pixels."""

    address: str
    width: int
    height: int


def picture_file(screen: str, language: str) -> str:
    """Return the path below `static` of the picture of a screen."""
    return f"help/{screen}-{language}.webp"


def picture_path(screen: str, language: str) -> Path:
    """Return where the picture of a screen lies."""
    return folder("static") / picture_file(screen, language)


@cache
def picture_size(screen: str, language: str) -> tuple[int, int]:
    """Return the width and the height of the picture of a screen, in pixels."""
    with picture_path(screen, language).open("rb") as file:
        head = file.read(HEIGHT.stop)
    if head[12:16] != EXTENDED:
        message = f"the picture of {screen!r} is none of `make screenshots`"
        raise ValueError(message)
    width, height = (int.from_bytes(head[place], "little") + 1 for place in (WIDTH, HEIGHT))
    return width, height
