"""Recovery codes, shown this once, with the ways to keep them."""

from typing import Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, clientside_callback, html

from messenger.ui.ids import TwoFactor
from messenger.ui.parts.attributes import data
from messenger.ui.parts.icon import build_icon
from messenger.ui.request import current_host
from messenger.ui.texts import _


def build_codes_panel() -> html.Div:
    """Return the panel, empty until there are codes to show."""
    ways = [
        dmc.Button(
            _("Copy"),
            id=TwoFactor.COPY,
            variant="light",
            leftSection=build_icon(icon="tabler:copy", size=18),
            **data(copied=_("Copied")),
        ),
        dmc.Button(
            _("Download"),
            id=TwoFactor.DOWNLOAD,
            variant="light",
            leftSection=build_icon(icon="tabler:download", size=18),
        ),
        dmc.Button(
            _("Print"),
            id=TwoFactor.PRINT,
            variant="light",
            leftSection=build_icon(icon="tabler:printer", size=18),
        ),
    ]
    return html.Div(
        [
            html.H2(_("Your recovery codes")),
            html.P(
                _(
                    "Each lets you in once without your phone. They are shown only now: keep them "
                    "where nobody else looks."
                ),
                className="account-hint",
            ),
            html.Ol(id=TwoFactor.CODES, className="recovery-codes"),
            html.Div(ways, className="two-factor-ways"),
            dmc.Button(_("I have kept them"), id=TwoFactor.KEPT, fullWidth=True, size="md", h=46),
        ],
        className="two-factor-part for-codes",
        **data(title=_("Recovery codes for {host}", host=current_host())),
    )


def build_codes(codes: list[str]) -> list[Any]:
    """Return the codes of the list."""
    return [html.Li(code) for code in codes]


def wire_codes_panel() -> None:
    """Let the buttons keep the codes, and the last one forget them here."""
    clientside_callback(
        ClientsideFunction("codes", "copy"),
        Output(TwoFactor.COPY, "children"),
        Input(TwoFactor.COPY, "n_clicks"),
        State(TwoFactor.COPY, "data-copied"),
        prevent_initial_call=True,
    )
    for button, way in ((TwoFactor.DOWNLOAD, "download"), (TwoFactor.PRINT, "print")):
        clientside_callback(
            ClientsideFunction("codes", way), Input(button, "n_clicks"), prevent_initial_call=True
        )
    clientside_callback(
        ClientsideFunction("codes", "forget"),
        Output(TwoFactor.STAGE, "data-stage", allow_duplicate=True),
        Output(TwoFactor.CODES, "children", allow_duplicate=True),
        Output(TwoFactor.QR, "src", allow_duplicate=True),
        Output(TwoFactor.KEY, "children", allow_duplicate=True),
        Input(TwoFactor.KEPT, "n_clicks"),
        prevent_initial_call=True,
    )
