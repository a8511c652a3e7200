"""The tile that stands for a person without a photo: initials on a colour of their own."""

from functools import reduce

from dash import html

from messenger.ui.parts.attributes import aria

COLOURS = 8
# Ids made at about the same time differ little: their letters are mixed as a hash does.
PRIME = 65_521


def build_letter_tile(name: str, user_id: str) -> html.Span:
    """Return the tile, which says nothing to a screen reader: the name stands beside it."""
    return html.Span(
        initials(name), className=f"letter-tile tone-{tone(user_id)}", **aria(hidden="true")
    )


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = name.split()
    letters = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in letters).upper()


def tone(user_id: str) -> int:
    """Return which of the colours belongs to an id, the same one everywhere and always."""
    return reduce(lambda mixed, letter: (mixed * 31 + ord(letter)) % PRIME, user_id, 0) % COLOURS
