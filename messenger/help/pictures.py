"""The pictures of the articles, which `make screenshots` copies into `static/help`.

An article names a screen; the picture of it is the one in the language of the article.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messenger.resources import folder

# Where a lossy WebP has its size, in the lower 14 bits of two bytes each (RFC 6386, 9.1). The
# server has no library for pictures in itself.
LOSSY = b"VP8 "
WIDTH, HEIGHT = slice(26, 28), slice(28, 30)
SIZE = 0x3FFF


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
    if head[12:16] != LOSSY:
        message = f"the picture of {screen!r} is none of `make screenshots`"
        raise ValueError(message)
    width, height = (int.from_bytes(head[place], "little") & SIZE for place in (WIDTH, HEIGHT))
    return width, height
