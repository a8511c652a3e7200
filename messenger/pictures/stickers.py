"""A sticker: a picture that is sent by itself, still or moving, and may show what is behind it."""

from PIL import Image

from messenger.pictures.moving import find_durations, make_moving
from messenger.pictures.opening import Undrawable
from messenger.pictures.shrinking import Drawn, drop_full_alpha, encode, make_plain
from messenger.pictures.talk import STICKER_EDGE, STICKER_TIME, Problem

FORMATS = ("PNG", "WEBP")
QUALITY = 90
FOR_EVER = 0


def draw_sticker(image: Image.Image) -> Drawn:
    """Return a WebP of the same size, which goes on for ever if it moves.

    Undrawable for other formats than PNG and WebP, past 512 pixels and past 3 seconds.
    """
    if image.format not in FORMATS or max(image.size) > STICKER_EDGE:
        raise Undrawable(Problem.NO_STICKER)
    if not getattr(image, "is_animated", False):
        image.load()
        return Drawn(encode(drop_full_alpha(make_plain(image)), quality=QUALITY), image.size)
    durations = find_durations(image)
    if not durations or sum(durations) > STICKER_TIME:
        raise Undrawable(Problem.NO_STICKER)
    image.info["loop"] = FOR_EVER
    moving = make_moving(image, durations, None, drop_full_alpha)
    if moving is None:
        raise Undrawable(Problem.NO_STICKER)
    return moving
