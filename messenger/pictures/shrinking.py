"""Making a picture that was opened smaller, its colours plain, and a WebP of it."""

import io
from typing import NamedTuple

from PIL import Image

QUALITY = 84


class Drawn(NamedTuple):
    """A picture that was made, and a width and height."""

    content: bytes
    size: tuple[int, int]


def fit(size: tuple[int, int], edge: int) -> tuple[int, int]:
    """Return a size of the same shape, no longer than an edge and no larger than it was."""
    scale = min(1.0, edge / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def shrink(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return an image in this size."""
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def make_plain(image: Image.Image) -> Image.Image:
    """Return RGB of 8 bits, or RGBA where something shows through."""
    if image.mode.startswith("I"):
        # 16 bits a pixel: a plain conversion would cut off at 255.
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == mode else image.convert(mode)


def make_opaque(image: Image.Image) -> Image.Image:
    """Return only the colours, on white."""
    image = make_plain(image)
    opaque = Image.new("RGB", image.size, "white")
    opaque.paste(image, mask=image if image.mode == "RGBA" else None)
    return opaque


def drop_full_alpha(image: Image.Image) -> Image.Image:
    """Return RGB where nothing shows through, which is smaller and made in less time."""
    opaque = image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255)
    return image.convert("RGB") if opaque else image


def encode(image: Image.Image, *, quality: int = QUALITY, method: int = 4) -> bytes:
    """Return a WebP that says nothing of what was noted in the file."""
    image.info = {}
    content = io.BytesIO()
    image.save(content, "WEBP", quality=quality, method=method)
    return content.getvalue()
