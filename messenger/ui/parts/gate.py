"""The card of the pages before the messenger: signing in, registering, and links of letters."""

from typing import Any

from dash import html

from messenger.ui.ids import Choice
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.language_choice import build_language_choice
from messenger.ui.pieces import Location, PageLink
from messenger.ui.texts import _


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


def build_done(text: str) -> list[Any]:
    """Return what stands in place of a form that has done what it is for."""
    return [
        html.P(text, className="gate-answer", role="status"),
        PageLink(children=_("Sign in"), href="/sign-in"),
    ]


def read_token(fragment: str | None) -> str:
    """Return the token of a letter's link from the fragment of the address."""
    return (fragment or "").removeprefix("#")
