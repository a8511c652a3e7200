"""The code by which another device signs in, and what becomes of it."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, html, no_update

from messenger.actions import sign_in_links
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Devices, LinkCode
from messenger.ui.parts.failures import explain
from messenger.ui.parts.qr import draw
from messenger.ui.parts.session_rows import list_rows
from messenger.ui.pieces import Store, Ticker
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

EVERY = 1000  # ms
PATH = "/link"


def build_link_code() -> html.Div:
    """Return the part with the button; the code is unseen until it is asked for."""
    return html.Div(
        [
            html.H2(_("Sign in on another device")),
            html.P(
                _("Scan the code with the camera of your phone: it signs in without a password."),
                className="account-hint",
            ),
            html.Div(
                [
                    html.Img(
                        id=LinkCode.QR,
                        className="two-factor-qr",
                        alt=_("Link for signing in, as a QR code"),
                    ),
                    html.P(
                        _("The code works for two minutes, and once. Show it to nobody else."),
                        className="account-hint",
                    ),
                ],
                id=LinkCode.SHOWN,
                hidden=True,
            ),
            html.P(id=LinkCode.STATE, className="link-state", role="status"),
            dmc.Button(_("Show the code"), id=LinkCode.SHOW, variant="light"),
            Store(id=LinkCode.LINK),
            Ticker(id=LinkCode.TICKS, interval=EVERY, disabled=True),
        ],
        className="link-code",
    )


@callback(
    Output(LinkCode.SHOWN, "hidden"),
    Output(LinkCode.QR, "src"),
    Output(LinkCode.LINK, "data"),
    Output(LinkCode.TICKS, "disabled"),
    Output(LinkCode.STATE, "children"),
    Output(LinkCode.SHOW, "children"),
    Input(LinkCode.SHOW, "n_clicks"),
    running=[(Output(LinkCode.SHOW, "loading"), True, False)],
    prevent_initial_call=True,
)
def show(_click: int) -> tuple[Any, ...]:
    """Show a new code, and look from then on whether it was used."""
    link = bridge.run(sign_in_links.make_link, access_viewer())
    address = f"{bridge.public_origin()}{PATH}#{link.token}"
    return False, draw(address), link.id, False, None, _("Show a new code")


@callback(
    Output(LinkCode.SHOWN, "hidden", allow_duplicate=True),
    Output(LinkCode.QR, "src", allow_duplicate=True),
    Output(LinkCode.TICKS, "disabled", allow_duplicate=True),
    Output(LinkCode.STATE, "children", allow_duplicate=True),
    Output(Devices.LIST, "children", allow_duplicate=True),
    Input(LinkCode.TICKS, "n_intervals"),
    State(LinkCode.LINK, "data"),
    prevent_initial_call=True,
)
def look(_tick: int, link: str) -> tuple[Any, ...]:
    """Take the code away once it was used or has ended, and say which."""
    try:
        now = bridge.run(sign_in_links.get_link_state, access_viewer(), link)
    except MessengerError as error:
        return True, "", True, explain(error), no_update
    if now.state == "waiting":
        return (no_update,) * 5
    if now.state == "ended":
        return True, "", True, _("The code has expired."), no_update
    done = _("Done: {device}", device=now.device or _("An unknown device"))
    return True, "", True, done, list_rows()
