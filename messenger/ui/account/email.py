"""The e-mail address: hidden until it is asked for, and changed by the password."""

import dash_mantine_components as dmc
from dash import Input, Output, callback, html

from messenger.actions import accounts
from messenger.ui import bridge
from messenger.ui.ids import ChangeEmail
from messenger.ui.parts.email_form import build_email_form
from messenger.ui.parts.own_account import own_account
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

NAME = "email"
HIDDEN = "•••"


def title() -> str:
    """Return what the section is called."""
    return _("E-mail address")


def build() -> html.Div:
    """Return the section."""
    account = own_account()
    return html.Div(
        [
            html.P(_("Only you and the administrator can see it."), className="account-hint"),
            html.P(
                [
                    html.Span(mask(account.email if account else ""), id=ChangeEmail.PRESENT),
                    dmc.Button(_("Show"), id=ChangeEmail.SHOW, variant="subtle", size="xs"),
                ],
                className="account-line",
            ),
            html.H2(_("Another address")),
            build_email_form(),
        ]
    )


def mask(email: str) -> str:
    """Return an address of which only its first letter and its host can be read."""
    local, _at, host = email.partition("@")
    return f"{local[:1]}{HIDDEN}@{host}"


@callback(
    Output(ChangeEmail.PRESENT, "children"),
    Output(ChangeEmail.SHOW, "display"),
    Input(ChangeEmail.SHOW, "n_clicks"),
    prevent_initial_call=True,
)
def show(_click: int) -> tuple[str, str]:
    """Show the whole address."""
    return bridge.run(accounts.get_account, access_viewer()).email, "none"
