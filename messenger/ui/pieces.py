"""Components of our own; `static/js/pieces.js` holds their other half.

Four stand for those of Dash's core set that pages need, at a hundredth of its size.
"""

from typing import Any

from dash import html
from dash.development.base_component import Component

# The ids that Dash's router looks for.
ROUTER = ("_pages_location", "_pages_content", "_pages_store", "_pages_dummy")


class Piece(Component):
    """A component of the fewest properties."""

    _namespace = "messenger"
    _children_props: list[str] = []  # noqa: RUF012 - Dash reads these from the class
    _base_nodes = ["children"]  # noqa: RUF012
    _names: tuple[str, ...] = ()

    def __init__(self, id: str | None = None, **props: Any) -> None:  # noqa: A002 - Dash's name
        self._prop_names = ["id", *self._names]
        self._type = type(self).__name__
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties = self._valid_wildcard_attributes
        super().__init__(**({"id": id} if id else {}), **props)  # type: ignore[no-untyped-call]


class Store(Piece):
    """Holds `data` for as long as the page lasts."""

    _names = ("data",)


class Location(Piece):
    """Tells the page's address by its parts; a new `href` leads there."""

    _names = ("pathname", "search", "hash", "href")


class Ticker(Piece):
    """Raises `n_intervals` every `interval` ms, unless it is `disabled`."""

    _names = ("interval", "n_intervals", "disabled")


class PageLink(Piece):
    """Leads to another page at `href` without loading the document anew.

    `current` marks the one that is shown.
    """

    _names = ("children", "href", "current")


class Within(Piece):
    """Draws its children in the element that the selector `place` finds in the document."""

    _names = ("children", "place")


class SettingsForm(Piece):
    """The face of `<settings-form>`, which knows by itself what a person wants of this browser."""


class FolderEditor(Piece):
    """The face of `<folder-editor>`, which knows by itself which folder it is asked about."""


class NewGroupPhoto(Piece):
    """The face of `<new-group-photo>`, which puts the id of a picture into the Store `store`."""

    _names = ("store",)


class LocalTime(Piece):
    """The face of `<local-time>`: a moment `at` (RFC 3339) in the words and zone of the reader."""

    _names = ("at",)


class OwnPhoto(Piece):
    """The face of `<own-photo>`: the photo of the person `user_id`, or the first letters of `name`.

    The element changes and removes the photo at `avatar` by itself.
    """

    _names = ("user_id", "name", "avatar")


class DeskCount(Piece):
    """The face of `<desk-count>`: how many of `of` wait at the help desk."""

    _names = ("of",)


def build_page_container() -> html.Div:
    """Return the place of whichever page the address names."""
    location, content, store, dummy = ROUTER
    return html.Div(
        [
            Location(id=location),
            html.Div(id=content, disable_n_clicks=True),
            Store(id=store),
            html.Div(id=dummy, disable_n_clicks=True),
        ]
    )
