"""The tile that stands for a person: a photo, or initials on a colour of their own."""

from functools import reduce

from dash import html

from messenger.ui.parts.attributes import aria

COLOURS = 8
# How large a tile stands in a list, in CSS pixels.
TILE = 40
# Ids made at about the same time differ little: their letters are mixed as a hash does.
PRIME = 65_521


def build_letter_tile(name: str, user_id: str, avatar: str | None = None) -> html.Span:
    """Return the tile, which says nothing to a screen reader: the name stands beside it.

    A photo lies over the letters, which are what one sees until it has come.
    """
    return html.Span(
        [initials(name), *([build_photo_image(avatar)] if avatar else [])],
        className=f"letter-tile tone-{tone(user_id)}",
        **aria(hidden="true"),
    )


def build_photo_image(avatar: str) -> html.Img:
    """Return the photo at an address, as small as the screen allows."""
    return html.Img(
        src=f"{avatar}?size=64",
        srcSet=f"{avatar}?size=64 64w, {avatar} 512w",
        sizes=f"{TILE}px",
        width=TILE,
        height=TILE,
        alt="",
        className="photo",
    )


def initials(name: str) -> str:
    """Return the first letters of the first and the last word; a picture counts without words."""
    words = [part for part in name.split() if part[0].isalnum()] or name.split()
    letters = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in letters).upper()


def tone(user_id: str) -> int:
    """Return which of the colours belongs to an id, the same one everywhere and always."""
    return reduce(lambda mixed, letter: (mixed * 31 + ord(letter)) % PRIME, user_id, 0) % COLOURS
