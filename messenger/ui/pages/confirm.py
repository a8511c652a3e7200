"""Confirming a new address by the link of a letter."""

from typing import Any

import dash
from dash import html

from messenger.actions import email_change
from messenger.ui import bridge
from messenger.ui.ids import CONFIRM_EMAIL
from messenger.ui.parts.letter_page import build_letter_page, wire_letter_page
from messenger.ui.texts import _


def page_title() -> str:
    """Return the title of the browser's tab."""
    return _("Confirm your new address")


def layout(**_query: object) -> html.Main:
    """Return the page."""
    return build_letter_page(
        CONFIRM_EMAIL,
        title=page_title(),
        subtitle=_("Letters for your account go to it from then on."),
        button=_("Confirm the address"),
    )


def confirm(token: str) -> list[Any]:
    """Confirm, and return the answer."""
    bridge.run(email_change.confirm_email, token=token)
    return [html.P(_("Your new address is confirmed."), className="gate-answer", role="status")]


wire_letter_page(CONFIRM_EMAIL, confirm)

dash.register_page(__name__, path="/confirm", title=page_title, layout=layout)  # type: ignore[no-untyped-call]
