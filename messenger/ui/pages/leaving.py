"""An account that is to be deleted: a farewell to who has left, and a question to who returns."""

from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input, Output, callback, html

from messenger.actions import leaving, sessions
from messenger.ui import bridge
from messenger.ui.ids import Leaving
from messenger.ui.parts.gate import build_gate
from messenger.ui.parts.language_choice import wire_language_choice
from messenger.ui.parts.session import forget_session
from messenger.ui.pieces import LocalTime, PageLink
from messenger.ui.request import current_request, leaving_viewer
from messenger.ui.texts import _


def page_title() -> str:
    """Return the title of the browser's tab."""
    return _("Your account is to be deleted")


def layout(**_query: object) -> Any:
    """Return the page."""
    context = current_request()
    # Dash draws every page once at start, when nobody asks: then with all that it may hold.
    returned = context is None or context.viewer is not None
    return build_gate(
        screen="leaving",
        location=Leaving.LOCATION,
        language=Leaving.LANGUAGE,
        title=page_title(),
        subtitle=_("Everything is still there."),
        fields=build_choice() if returned else build_farewell(),
        footer=[],
    )


def build_farewell() -> list[Any]:
    """Return what is told to somebody who has just left, or comes by."""
    return [
        html.P(
            _(
                "You are signed out everywhere. In 14 days your account is deleted. "
                "If you change your mind, sign in before then."
            )
        ),
        html.P(PageLink(children=_("To the sign-in page"), href="/sign-in")),
    ]


def build_choice() -> list[Any]:
    """Return when the account goes, with the ways to keep it and to leave it so."""
    known = current_request() is not None
    deletion = bridge.run(leaving.get_deletion, leaving_viewer()) if known else None
    date = LocalTime(at=deletion.delete_at) if deletion else ""
    return [
        html.P([_("It will be deleted on"), " ", date, "."]),
        html.P(_("Keep it? Then everything is as it was.")),
        dmc.Button(_("Keep my account"), id=Leaving.KEEP, fullWidth=True, size="md", h=46),
        dmc.Button(
            _("Let it be deleted and sign out"),
            id=Leaving.GO,
            fullWidth=True,
            variant="subtle",
            color="gray",
        ),
    ]


@callback(
    Output(Leaving.LOCATION, "href"),
    Input(Leaving.KEEP, "n_clicks"),
    running=[(Output(Leaving.KEEP, "loading"), True, False)],
    prevent_initial_call=True,
)
def keep(_click: int) -> str:
    """Keep the account, and go on to the messenger."""
    bridge.run(leaving.keep_account, leaving_viewer())
    return "/"


@callback(
    Output(Leaving.LOCATION, "href", allow_duplicate=True),
    Input(Leaving.GO, "n_clicks"),
    prevent_initial_call=True,
)
def go(_click: int) -> str:
    """Sign out; the account goes when its time has come."""
    bridge.run(sessions.sign_out, leaving_viewer())
    forget_session()
    return "/sign-in"


wire_language_choice(Leaving.LANGUAGE)

dash.register_page(  # type: ignore[no-untyped-call]
    __name__,
    path="/leaving",
    title=page_title,
    layout=layout,
    scripts=("js/account.js",),
)
