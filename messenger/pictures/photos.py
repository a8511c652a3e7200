"""A photo as it is sent: a first look at it, and then its sizes."""

import io
from collections.abc import Iterator
from contextlib import suppress

from PIL import Image, ImageCms, ImageFilter

from messenger.pictures.moving import find_durations, make_moving
from messenger.pictures.opening import find_turn, stand_upright
from messenger.pictures.shrinking import (
    Drawn,
    encode,
    fit,
    make_opaque,
    make_plain,
    shrink,
)

LARGEST_PREVIEW = 400
# How long and how good a preview is: the first that is small enough; the last one always is.
PREVIEWS = ((32, 90), (32, 75), (32, 50), (32, 10), (16, 10))
# A preview's length is so many times the radius by which it is softened.
SOFTNESS = 25
SIDEWAYS = {
    Image.Transpose.ROTATE_90,
    Image.Transpose.ROTATE_270,
    Image.Transpose.TRANSPOSE,
    Image.Transpose.TRANSVERSE,
}
COLOURED = {"P", "RGB", "RGBA"}
SRGB = ImageCms.createProfile("sRGB")


def look(image: Image.Image) -> Drawn:
    """Return a picture of at most LARGEST_PREVIEW bytes, and the upright size of the whole."""
    turn, size = find_turn(image), image.size
    small = stand_upright(_shrunk(image, PREVIEWS[0][0]), turn)
    content = b""
    for edge, quality in PREVIEWS:
        # Browsers draw it large by straight lines between its pixels, which a soft one hides.
        soften = ImageFilter.GaussianBlur(edge / SOFTNESS)
        soft = shrink(small, fit(small.size, edge)).filter(soften)
        content = encode(soft, quality=quality, method=6)
        if len(content) <= LARGEST_PREVIEW:
            break
    return Drawn(content, size[::-1] if turn in SIDEWAYS else size)


def draw_photo(image: Image.Image, edges: tuple[int, ...]) -> list[Drawn]:
    """Return a picture for each edge, from the longest to the shortest, decoding the file once.

    They are on white where something shows through: what they lie over would be seen, a preview
    among it. Those of one size are the same. What moves does so in all but the last, as far as
    `find_durations` lets it.
    """
    turn, profile = find_turn(image), _find_profile(image)
    durations = find_durations(image)
    moving = make_moving(image, durations, turn, make_opaque) if durations else None
    image.seek(0)
    largest = stand_upright(_shrunk(image, edges[0]), turn)
    made = list(_draw_sizes(_in_srgb(largest, profile), edges))
    return made if moving is None else [moving] * (len(edges) - 1) + made[-1:]


def _draw_sizes(largest: Image.Image, edges: tuple[int, ...]) -> Iterator[Drawn]:
    drawn: dict[tuple[int, int], Drawn] = {}
    for edge in edges:
        size = fit(largest.size, edge)
        if size not in drawn:
            drawn[size] = Drawn(encode(shrink(largest, size)), size)
        yield drawn[size]


def _shrunk(image: Image.Image, edge: int) -> Image.Image:
    size = fit(image.size, edge)
    # A JPEG can be decoded at a half, a quarter or an eighth of its size.
    image.draft(None, size)
    image.load()
    return make_opaque(shrink(make_plain(image), size))


def _find_profile(image: Image.Image) -> bytes | None:
    return image.info.get("icc_profile") if image.mode in COLOURED else None


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return what a picture looks like where nobody reads its profile, such as a phone's P3."""
    if profile is None:
        return image
    with suppress(ImageCms.PyCMSError, OSError):
        ImageCms.profileToProfile(image, io.BytesIO(profile), SRGB, inPlace=True)
    return image
