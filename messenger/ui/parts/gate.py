"""The card of the pages before the messenger: signing in and registering."""

from typing import Any

from dash import html

from messenger.ui.ids import Choice
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.language_choice import build_language_choice
from messenger.ui.pieces import Location


def build_gate(
    *,
    location: str,
    language: Choice,
    title: str,
    subtitle: str,
    fields: list[Any],
    footer: list[Any],
) -> html.Main:
    """Return a page with one form in the middle.

    `method` keeps a password out of the address even if the browser sent the form by itself.
    """
    return html.Main(
        html.Div(
            [
                Location(id=location),
                html.Div(build_icon(icon="tabler:message-circle", size=26), className="logo"),
                html.H1(title),
                html.P(subtitle, className="gate-subtitle"),
                html.Form(fields, method="post", noValidate=True, className="gate-form"),
                html.P(footer, className="gate-footer"),
                build_language_choice(language),
            ],
            className="gate-card",
        ),
        className="gate",
    )
