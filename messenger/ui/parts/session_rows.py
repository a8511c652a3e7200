"""The sessions of a person, one row each."""

from ipaddress import ip_address

import dash_mantine_components as dmc
from dash import html

from messenger.actions import devices
from messenger.actions.devices import SessionView
from messenger.ui import bridge
from messenger.ui.ids import Devices
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.icon import build_icon
from messenger.ui.pieces import LocalTime
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

PHONES = ("iPhone", "iPad", "Android")


def list_rows() -> list[html.Li]:
    """Return a row for each session, the one that looks first."""
    return [build_row(each) for each in bridge.run(devices.list_sessions, access_viewer())]


def build_row(session: SessionView) -> html.Li:
    """Return one session: the device, from where, and when it was last used."""
    phone = any(name in session.device for name in PHONES)
    icon = (
        build_icon(icon="tabler:device-mobile", size=22)
        if phone
        else build_icon(icon="tabler:device-desktop", size=22)
    )
    words = [
        html.Span(session.device or _("An unknown device"), className="account-row-title"),
        html.Span(place(session.address), className="account-row-text"),
        html.Span(
            _("this device")
            if session.current
            else [_("last used"), " ", LocalTime(at=session.last_used)],
            className="account-row-text",
        ),
    ]
    end = dmc.Button(
        _("End"),
        id=Devices.end(session.id),
        size="xs",
        variant="subtle",
        color="red",
        **aria(label=_("End the session on {device}", device=session.device)),
    )
    row = [icon, html.Div(words, className="account-row-words")]
    return html.Li(row if session.current else [*row, end], className="account-row")


def place(address: str) -> str:
    """Return where an address is, as far as that is known without asking anybody."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if ip.is_loopback:
        return _("{address}, the server itself", address=address)
    return _("{address}, the local network", address=address) if ip.is_private else address
