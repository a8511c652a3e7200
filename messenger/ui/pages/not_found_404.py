"""What is shown at an address that leads nowhere; Dash knows this module by its name."""

from typing import Any

import dash
from dash import html

from messenger.ui.parts.icon import build_icon
from messenger.ui.texts import _


def page_title() -> str:
    """Return the title of the browser's tab."""
    return _("Page not found")


def layout(**_query: object) -> Any:
    """Return the page."""
    return html.Main(
        html.Div(
            [
                html.Div(build_icon(icon="tabler:message-circle", size=26), className="logo"),
                html.H1(_("Page not found")),
                html.P(_("There is nothing at this address."), className="gate-subtitle"),
                html.A(_("To the messenger"), href="/", className="gate-home"),
                html.A(_("Help"), href="/help", className="gate-home"),
            ],
            className="gate-card",
        ),
        className="gate",
    )


dash.register_page(__name__, path="/not-found", title=page_title, layout=layout)  # type: ignore[no-untyped-call]
