"""Taking an old address back by the link of a letter."""

from typing import Any

import dash
from dash import html

from messenger.actions import email_change
from messenger.ui import bridge
from messenger.ui.ids import UNDO_EMAIL
from messenger.ui.parts.gate import build_done
from messenger.ui.parts.letter_page import build_letter_page, wire_letter_page
from messenger.ui.texts import _


def page_title() -> str:
    """Return the title of the browser's tab."""
    return _("Take this address back")


def layout(**_query: object) -> html.Main:
    """Return the page."""
    return build_letter_page(
        UNDO_EMAIL,
        title=page_title(),
        subtitle=_("The account gets its old address, and every session of it ends."),
        button=_("Take this address back"),
    )


def undo(token: str) -> list[Any]:
    """Take it back, and return what to do next."""
    bridge.run(email_change.undo_email, token=token)
    return build_done(
        _("Your address is back. Set a new password now."), _("Set a new password"), "/recover"
    )


wire_letter_page(UNDO_EMAIL, undo)

dash.register_page(__name__, path="/undo", title=page_title, layout=layout)  # type: ignore[no-untyped-call]
