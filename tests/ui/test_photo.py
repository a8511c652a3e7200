"""How Python draws a person: letters, a photo over them, and one's own with its buttons."""

from typing import Any

from dash import html

from messenger.events.objects import User
from messenger.ui.parts.letter_tile import build_letter_tile
from messenger.ui.parts.photo import build_photo

ADA = User("1", "ada", "Ada Lovelace", None, "", None, None, is_contact=False, is_blocked=False)


def props_of(component: Any) -> dict[str, Any]:
    """Return what is written of a component."""
    return dict(component.to_plotly_json()["props"])


def test_without_a_photo_there_are_letters() -> None:
    """And nothing for a screen reader: the name stands beside it."""
    tile = build_letter_tile("Ada Lovelace", "1")

    assert ["AL"] == tile.children
    assert "true" == props_of(tile)["aria-hidden"]


def test_a_photo_lies_over_the_letters() -> None:
    """As small as the screen allows; the letters are what one sees until it has come."""
    letters, photo = build_letter_tile("Ada Lovelace", "1", "/media/7").children

    assert "AL" == letters
    assert isinstance(photo, html.Img)
    assert {
        "src": "/media/7?size=64",
        "srcSet": "/media/7?size=64 64w, /media/7 512w",
        "alt": "",
    }.items() <= props_of(photo).items()


def test_ones_own_photo_knows_whose_it_is() -> None:
    """Nobody, as Dash draws the page at start, is drawn too."""
    expected = {"user_id": "1", "name": "Ada Lovelace", "avatar": None}

    assert expected == props_of(build_photo(ADA))
    assert {"user_id": "", "name": ""} == props_of(build_photo(None))
