"""Opening a hostile file as a picture, within bounds. Only the worker imports this, and Pillow.

Pillow rather than libvips: it opens the formats that are named and has no other loaders to be
switched off, runs in one thread whose memory a limit can bound, and is a tenth of the size. That
libvips takes 26 ms where Pillow takes 40 would be noticed by nobody who changes their photo.
"""

import os
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from PIL import AvifImagePlugin, Image

from messenger.pictures.talk import LARGEST_PHOTO, MOST_PIXELS, Problem

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
ORIENTATION = 0x0112
# What turns a picture upright, by the orientation that a camera noted (EXIF 2.32, table 6).
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)
AvifImagePlugin.DEFAULT_MAX_THREADS = 1


class Undrawable(Exception):
    """A file of which no picture can be made, and why."""

    def __init__(self, problem: Problem, detail: str = "") -> None:
        self.problem = problem
        self.detail = detail
        super().__init__(problem)


@contextmanager
def open_picture(source: str) -> Iterator[Image.Image]:
    """Lend the picture in a file, none of it decoded yet; Undrawable for all that goes wrong."""
    try:
        with Path(source).open("rb") as file:
            _check_file(file)
            with Image.open(file, formats=FORMATS) as image:
                _check_size(image.width, image.height)
                yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Undrawable(Problem.TOO_MANY_PIXELS) from error
    except Undrawable:
        raise
    except Exception as error:
        # Whatever a decoder throws at a spoilt file: each has failures of its own.
        raise Undrawable(Problem.UNREADABLE, type(error).__name__) from error


def find_turn(image: Image.Image) -> Image.Transpose | None:
    """Return what turns a picture upright, None where it is."""
    try:
        return UPRIGHT.get(int(image.getexif().get(ORIENTATION, 1)))
    except Exception:
        # A spoilt note is no reason to refuse the picture.
        return None


def stand_upright(image: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    """Return a picture turned by what `find_turn` found in its file."""
    return image if turn is None else image.transpose(turn)


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Undrawable(Problem.TOO_MANY_PIXELS)


def _check_file(file: BinaryIO) -> None:
    if os.fstat(file.fileno()).st_size > LARGEST_PHOTO:
        raise Undrawable(Problem.TOO_MANY_BYTES)
    # Opening a WebP takes the memory of its pixels at once, so its head is read before that.
    head = file.read(30)
    file.seek(0)
    if head[:4] != b"RIFF" or head[8:15] != b"WEBPVP8":
        return
    try:
        width, height = _webp_size(head)
    except struct.error as error:
        raise Undrawable(Problem.UNREADABLE, "struct.error") from error
    _check_size(width, height)


def _webp_size(head: bytes) -> tuple[int, int]:
    kind = head[15:16]
    if kind == b"X":  # RFC 9649, 2.7: two numbers of 24 bits, each less by one
        width, height = (int.from_bytes(head[at : at + 3], "little") for at in (24, 27))
        return width + 1, height + 1
    if kind == b"L":
        (bits,) = struct.unpack_from("<I", head, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", head, 26)
    return width & 0x3FFF, height & 0x3FFF
