"""A word in the corner of the page."""

from uuid import uuid4

from dash import set_props

from messenger.ui import ids
from messenger.ui.parts.attributes import aria
from messenger.ui.texts import _


def show_note(text: str, color: str = "teal") -> None:
    """Show a text for a moment, from inside of a callback."""
    note = {
        "action": "show",
        "id": uuid4().hex,  # Dash would skip a note that equals the last one.
        "message": text,
        "color": color,
        "closeButtonProps": aria(label=_("Close")),
    }
    set_props(ids.NOTES, {"sendNotifications": [note]})
