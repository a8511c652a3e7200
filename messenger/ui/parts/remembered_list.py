"""The devices that are asked for the password alone."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, callback, ctx, html, no_update

from messenger.actions import remembered, two_factor
from messenger.actions.remembered import Device
from messenger.ui import bridge
from messenger.ui.ids import Remembered
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.icon import build_icon
from messenger.ui.pieces import LocalTime
from messenger.ui.request import access_viewer
from messenger.ui.texts import _


def build_remembered(rows: list[html.Li]) -> html.Div:
    """Return the list under its heading."""
    return html.Div(
        [
            html.H2(_("Remembered devices")),
            html.P(
                _("Here no code is asked for until 30 days have passed."), className="account-hint"
            ),
            html.Ul(rows, id=Remembered.LIST, className="account-list", **aria(live="polite")),
        ],
        className="two-factor-part for-on",
    )


def build_rows(devices: list[Device]) -> list[html.Li]:
    """Return a row for each device, or a word that there is none."""
    if not devices:
        return [html.Li(_("None."), className="account-hint")]
    return [build_row(each) for each in devices]


def build_row(device: Device) -> html.Li:
    """Return one device: what it is, when it was used, and how to forget it."""
    name = device.device or _("An unknown device")
    words = [
        html.Span(name, className="account-row-title"),
        html.Span(device.address, className="account-row-text"),
        html.Span(
            [_("last used"), " ", LocalTime(at=device.last_used)], className="account-row-text"
        ),
    ]
    forget = dmc.Button(
        _("Forget"),
        id=Remembered.forget(device.id),
        size="xs",
        variant="subtle",
        color="red",
        **aria(label=_("Forget the device {device}", device=name)),
    )
    icon = build_icon(icon="tabler:device-desktop", size=22)
    return html.Li(
        [icon, html.Div(words, className="account-row-words"), forget], className="account-row"
    )


@callback(
    Output(Remembered.LIST, "children"),
    Input(Remembered.FORGET_ALL, "n_clicks"),
    prevent_initial_call=True,
)
def forget(clicks: list[int | None]) -> Any:
    """Forget what was chosen, and show what is left."""
    if not any(clicks):
        return no_update  # The list was drawn anew.
    viewer = access_viewer()
    bridge.run(remembered.forget_device, viewer, ctx.triggered_id["device"])
    return build_rows(bridge.run(two_factor.get_status, viewer).devices)
