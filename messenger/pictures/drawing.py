"""Granting wishes: WebP pictures of a hostile file. Only the worker imports this."""

from PIL import Image

from messenger.pictures.opening import Undrawable, find_turn, open_picture, stand_upright
from messenger.pictures.photos import draw_photo, look
from messenger.pictures.shrinking import Drawn, encode, fit, make_opaque, shrink
from messenger.pictures.stickers import draw_sticker
from messenger.pictures.talk import MOST_FRAMES, Crop, Problem, Wish

# Pillow turns the other way round than people do.
TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def draw(wish: Wish) -> list[Drawn]:
    """Return a WebP for each edge of the wish; Undrawable where that cannot be."""
    with open_picture(wish.source) as image:
        match wish.recipe:
            case "look":
                return [look(image)]
            case "sticker":
                return [draw_sticker(image)]
            case "photo":
                return draw_photo(image, wish.edges)
            case "whole":
                whole = make_opaque(_first_frame(image, wish))
                return [_encode(whole, fit(whole.size, edge)) for edge in wish.edges]
            case "square":
                square = _crop(_first_frame(image, wish), wish.crop)
                return [_encode(square, (edge, edge)) for edge in wish.edges]


def _first_frame(image: Image.Image, wish: Wish) -> Image.Image:
    if getattr(image, "n_frames", 1) > MOST_FRAMES:
        raise Undrawable(Problem.TOO_MANY_FRAMES)
    image.seek(0)
    image.load()
    return stand_upright(stand_upright(image, find_turn(image)), TURNS.get(wish.turn))


def _crop(image: Image.Image, crop: Crop | None) -> Image.Image:
    if crop is None:
        side = min(image.size)
        crop = Crop((image.width - side) // 2, (image.height - side) // 2, side)
    right, lower = crop.x + crop.side, crop.y + crop.side
    if min(crop.x, crop.y) < 0 or crop.side < 1 or right > image.width or lower > image.height:
        raise Undrawable(Problem.CROP_OUTSIDE)
    return make_opaque(image.crop((crop.x, crop.y, right, lower)))


def _encode(image: Image.Image, size: tuple[int, int]) -> Drawn:
    return Drawn(encode(shrink(image, size)), size)
