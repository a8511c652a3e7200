"""Signing in by a passkey, from either step."""

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, clientside_callback, html

from messenger.ui.ids import SignIn
from messenger.ui.parts.icon import build_icon
from messenger.ui.pieces import Store
from messenger.ui.texts import _


def build_passkey_way() -> html.Div:
    """Return the button, unseen where the browser or the page's address cannot have passkeys."""
    return html.Div(
        [
            dmc.Button(
                _("Sign in with a passkey"),
                id=SignIn.PASSKEY,
                leftSection=build_icon(icon="tabler:fingerprint", size=20),
                variant="default",
                fullWidth=True,
                size="md",
                h=46,
            ),
            html.P(id=SignIn.PASSKEY_FAILURE, className="gate-wait", role="alert"),
            Store(id=SignIn.PASSED),
            Store(id=SignIn.PASSKEY_TEXTS, data=passkey_texts()),
        ],
        className="gate-form passkey-way",
    )


def passkey_texts() -> dict[str, str]:
    """Return what is told when it fails, by the code or the browser's name of the failure."""
    return {
        "invalid_credentials": _("This passkey was not accepted."),
        "conflict": _("This account has no passkey here."),
        "account_pending": _("An administrator has yet to approve your account."),
        "account_disabled": _("An administrator has disabled this account."),
        "rate_limited": _("Too many tries. Please wait."),
        "dismissed": _("No passkey was chosen. Try again, or take another way."),
        "other": _("Something went wrong on the server."),
    }


def wire_passkey_way() -> None:
    """Let the button ask the browser for a passkey, with the name beside it in the second step."""
    clientside_callback(
        ClientsideFunction("passkeys", "signIn"),
        Output(SignIn.PASSED, "data"),
        Output(SignIn.PASSKEY_FAILURE, "children"),
        Input(SignIn.PASSKEY, "n_clicks"),
        State(SignIn.STEP, "data"),
        State(SignIn.LOGIN, "value"),
        State(SignIn.PASSWORD, "value"),
        State(SignIn.PASSKEY_TEXTS, "data"),
        running=[(Output(SignIn.PASSKEY, "loading"), True, False)],
        prevent_initial_call=True,
    )
    # Whoever touches the field of the name is offered the passkeys of this device there.
    clientside_callback(
        ClientsideFunction("passkeys", "offer"),
        Input(SignIn.LOCATION, "pathname"),
        State(SignIn.PASSED, "id"),
        prevent_initial_call=True,
    )
