"""The card of the pages before the messenger: signing in, registering, and links of letters."""

from math import ceil
from typing import Any

from dash import html

from messenger.errors import MessengerError
from messenger.ui.ids import Choice
from messenger.ui.parts.help_link import build_help_link
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.language_choice import build_language_choice
from messenger.ui.pieces import Location, PageLink


def build_gate(
    *,
    screen: str,
    location: str,
    language: Choice,
    title: str,
    subtitle: str,
    fields: list[Any],
    footer: list[Any],
) -> html.Main:
    """Return a page with one form in the middle; `screen` is what its help is found by.

    `method` keeps a password out of the address even if the browser sent the form by itself.
    """
    return html.Main(
        html.Div(
            [
                Location(id=location),
                html.Div(
                    [
                        html.Div(
                            build_icon(icon="tabler:message-circle", size=26), className="logo"
                        ),
                        build_help_link(screen),
                    ],
                    className="gate-head",
                ),
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


def build_done(text: str, label: str, href: str) -> list[Any]:
    """Return what stands in place of a form that has done its work, and where to go next."""
    return [
        html.P(text, className="gate-answer", role="status"),
        html.P(PageLink(children=label, href=href), className="gate-aside"),
    ]


def read_token(fragment: str | None) -> str:
    """Return the token of a letter's link from the fragment of the address."""
    return (fragment or "").removeprefix("#")


def build_wait(error: MessengerError, text: str, click: int | None) -> dict[str, Any] | None:
    """Return how long to wait for the next try, or None; `click` makes two alike waits differ."""
    if error.retry_after is None:
        return None
    return {"seconds": ceil(error.retry_after), "text": text, "click": click}
