"""Where one is signed in, and ending that from here."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, callback, ctx, html, no_update

from messenger.actions import devices
from messenger.ui import bridge
from messenger.ui.ids import Devices
from messenger.ui.parts.link_code import build_link_code
from messenger.ui.parts.notes import show_note
from messenger.ui.parts.proof import build_proof
from messenger.ui.parts.session_rows import list_rows
from messenger.ui.request import access_viewer, current_request
from messenger.ui.texts import _

NAME = "devices"


def title() -> str:
    """Return what the section is called."""
    return _("Devices")


def build() -> html.Div:
    """Return the section."""
    context = current_request()
    known = bool(context and context.viewer)
    return html.Div(
        [
            html.P(
                _("Wherever you are signed in. End what you do not know, and change the password."),
                className="account-hint",
            ),
            html.Ul(list_rows() if known else [], id=Devices.LIST, className="account-list"),
            dmc.Button(
                _("Sign out on all other devices"),
                id=Devices.END_OTHERS,
                variant="light",
                color="red",
                className="grave",
            ),
            build_link_code(),
            build_proof(),
        ]
    )


@callback(
    Output(Devices.LIST, "children"),
    Input(Devices.END_ALL, "n_clicks"),
    Input(Devices.END_OTHERS, "n_clicks"),
    prevent_initial_call=True,
)
def end(clicks: list[int | None], _all: int | None) -> Any:
    """End what was chosen, and show what is left."""
    chosen = ctx.triggered_id
    if chosen == Devices.END_OTHERS:
        bridge.run(devices.revoke_sessions, access_viewer(), others=True)
    elif any(clicks):
        bridge.run(devices.revoke_sessions, access_viewer(), session_id=chosen["session"])
    else:
        return no_update  # The list was drawn anew.
    show_note(_("Ended."))
    return list_rows()
