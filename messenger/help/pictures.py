"""The pictures of the articles, which `make screenshots` copies into `static/help`.

An article names a screen; the picture of it is the one in the language of the article.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image

from messenger.resources import folder


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
    with Image.open(picture_path(screen, language)) as picture:
        return picture.size
