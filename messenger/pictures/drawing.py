"""Making WebP pictures of a hostile file. Only the worker imports this, and so Pillow.

Pillow rather than libvips: it opens the formats that are named and has no other loaders to be
switched off, runs in one thread whose memory a limit can bound, and is a tenth of the size. That
libvips takes 26 ms where Pillow takes 40 would be noticed by nobody who changes their photo.
"""

import io
import struct
import warnings
from pathlib import Path
from typing import BinaryIO, NamedTuple

from PIL import AvifImagePlugin, Image

from messenger.pictures.talk import MOST_FRAMES, MOST_PIXELS, Crop, Problem, Turn, Wish

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
QUALITY = 84
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
# Pillow turns the other way round than people do.
TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)
AvifImagePlugin.DEFAULT_MAX_THREADS = 1


class Drawn(NamedTuple):
    """A picture that was made, and its width and height."""

    content: bytes
    size: tuple[int, int]


class Undrawable(Exception):
    """A file of which no picture can be made, and why."""

    def __init__(self, problem: Problem, detail: str = "") -> None:
        self.problem = problem
        self.detail = detail
        super().__init__(problem)


def draw(wish: Wish) -> list[Drawn]:
    """Return a WebP for each edge of the wish; Undrawable where that cannot be."""
    try:
        with Path(wish.source).open("rb") as file:
            _check_webp(file)
            with Image.open(file, formats=FORMATS) as image:
                _check(image)
                upright = _upright(image, wish.turn)
                plain = _opaque(upright) if wish.whole else _crop(upright, wish.crop)
        return [_encode(plain, _size(plain, edge, whole=wish.whole)) for edge in wish.edges]
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Undrawable(Problem.TOO_MANY_PIXELS) from error
    except Undrawable:
        raise
    except Exception as error:
        # Whatever a decoder throws at a spoilt file: each has failures of its own.
        raise Undrawable(Problem.UNREADABLE, type(error).__name__) from error


def _check(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise Undrawable(Problem.TOO_MANY_PIXELS)
    if getattr(image, "n_frames", 1) > MOST_FRAMES:
        raise Undrawable(Problem.TOO_MANY_FRAMES)
    image.seek(0)


def _check_webp(file: BinaryIO) -> None:
    # Opening a WebP takes the memory of its pixels at once, so its head is read before that.
    head = file.read(30)
    file.seek(0)
    if head[:4] != b"RIFF" or head[8:15] != b"WEBPVP8":
        return
    try:
        width, height = _webp_size(head)
    except struct.error as error:
        raise Undrawable(Problem.UNREADABLE, "struct.error") from error
    if width * height > MOST_PIXELS:
        raise Undrawable(Problem.TOO_MANY_PIXELS)


def _webp_size(head: bytes) -> tuple[int, ...]:
    kind = head[15:16]
    if kind == b"X":  # RFC 9649, 2.7: two numbers of 24 bits, each less by one
        return tuple(int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
    if kind == b"L":
        (bits,) = struct.unpack_from("<I", head, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", head, 26)
    return width & 0x3FFF, height & 0x3FFF


def _upright(image: Image.Image, turn: Turn) -> Image.Image:
    image.load()
    for step in (UPRIGHT.get(_orientation(image)), TURNS.get(turn)):
        if step is not None:
            image = image.transpose(step)
    return image


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:
        # A spoilt note is no reason to refuse the picture.
        return 1


def _crop(image: Image.Image, crop: Crop | None) -> Image.Image:
    if crop is None:
        side = min(image.size)
        crop = Crop((image.width - side) // 2, (image.height - side) // 2, side)
    right, lower = crop.x + crop.side, crop.y + crop.side
    if min(crop.x, crop.y) < 0 or crop.side < 1 or right > image.width or lower > image.height:
        raise Undrawable(Problem.CROP_OUTSIDE)
    return _opaque(image.crop((crop.x, crop.y, right, lower)))


def _opaque(image: Image.Image) -> Image.Image:
    """Return only the colours, on white: a new picture knows nothing that was noted in the file."""
    if image.mode.startswith("I"):
        # 16 bits a pixel: a plain conversion would cut off at 255.
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain = Image.new("RGB", image.size, "white")
    plain.paste(image, mask=image if image.mode == "RGBA" else None)
    return plain


def _size(image: Image.Image, edge: int, *, whole: bool) -> tuple[int, int]:
    if not whole:
        return edge, edge
    scale = min(1.0, edge / max(image.size))
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))


def _encode(image: Image.Image, size: tuple[int, int]) -> Drawn:
    small = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    content = io.BytesIO()
    small.save(content, "WEBP", quality=QUALITY, method=4)
    return Drawn(content.getvalue(), size)
