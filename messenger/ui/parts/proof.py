"""The dialog that asks for the password once more, and then does what was to be done."""

from typing import Any

import dash_mantine_components as dmc
from dash import (
    ClientsideFunction,
    Input,
    Output,
    State,
    callback,
    clientside_callback,
    ctx,
    html,
    no_update,
    set_props,
)

from messenger.actions import passkeys, reauthentication
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Proof
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.fields import build_password_field, build_submit
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.passkey_way import passkey_texts
from messenger.ui.parts.typing import wire_forgiving, wire_sending
from messenger.ui.pieces import Store
from messenger.ui.request import current_request, entering_viewer
from messenger.ui.texts import _


def build_proof() -> html.Div:
    """Return the closed dialog."""
    fields = [
        html.P(_("Half an hour has passed since you signed in."), className="dialog-question"),
        build_password_field(
            Proof.PASSWORD, label=_("Password"), name="proof", complete="current-password"
        ),
        build_submit(Proof.SUBMIT, _("Continue")),
        build_passkey_proof(),
        Store(id=Proof.SENT),
    ]
    return html.Div(
        [
            Store(id=Proof.AGAIN),
            Store(id=Proof.PROVED),
            dmc.Modal(
                html.Form(fields, method="post", noValidate=True, className="account-form"),
                id=Proof.DIALOG,
                title=_("Is it you?"),
                closeButtonProps=aria(label=_("Close")),
                classNames={"inner": "dialog-inner", "content": "dialog", "title": "dialog-title"},
                keepMounted=True,
            ),
        ]
    )


def build_passkey_proof() -> html.Div:
    """Return the button for a passkey, unseen by those who have none."""
    context = current_request()
    known = bool(context and context.viewer)
    has_one = known and bool(bridge.run(passkeys.list_passkeys, entering_viewer()))
    button = dmc.Button(
        _("Use a passkey"),
        id=Proof.PASSKEY,
        leftSection=build_icon(icon="tabler:fingerprint", size=20),
        variant="default",
        fullWidth=True,
        size="md",
        h=46,
    )
    way = [
        button,
        html.P(id=Proof.PASSKEY_FAILURE, className="gate-wait", role="alert"),
        Store(id=Proof.PASSKEY_TEXTS, data=passkey_texts()),
    ]
    return html.Div(html.Div(way, className="passkey-way"), hidden=not has_one)


def ask_for_proof() -> None:
    """Open the dialog from inside of a callback, which runs once more afterwards."""
    cause = ctx.triggered[0]["prop_id"].rpartition(".")
    set_props(Proof.AGAIN, {"data": {"id": ctx.triggered_id, "property": cause[2]}})


@callback(
    Output(Proof.PROVED, "data"),
    Output(Proof.PASSWORD, "error"),
    Output(Proof.PASSWORD, "value"),
    Input(Proof.SENT, "data"),
    State(Proof.PASSWORD, "value"),
    State(Proof.AGAIN, "data"),
    running=[(Output(Proof.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def prove(_click: int, password: str | None, again: dict[str, Any]) -> tuple[Any, Any, Any]:
    """Look at the password; then the interrupted callback goes on."""
    try:
        bridge.run(reauthentication.reauthenticate, entering_viewer(), password=password or "")
    except MessengerError as error:
        if error.field != "password" and error.retry_after is None:
            raise
        return None, _(error.message), no_update
    return again, None, ""


clientside_callback(
    ClientsideFunction("proof", "open"),
    Output(Proof.DIALOG, "opened"),
    Input(Proof.AGAIN, "data"),
    prevent_initial_call=True,
)
clientside_callback(
    ClientsideFunction("proof", "goOn"),
    Output(Proof.DIALOG, "opened", allow_duplicate=True),
    Input(Proof.PROVED, "data"),
    prevent_initial_call=True,
)
clientside_callback(
    ClientsideFunction("passkeys", "prove"),
    Output(Proof.PROVED, "data", allow_duplicate=True),
    Output(Proof.PASSKEY_FAILURE, "children"),
    Input(Proof.PASSKEY, "n_clicks"),
    State(Proof.AGAIN, "data"),
    State(Proof.PASSKEY_TEXTS, "data"),
    running=[(Output(Proof.PASSKEY, "loading"), True, False)],
    prevent_initial_call=True,
)
wire_forgiving(Proof.PASSWORD, Proof.PASSWORD)
wire_sending(Proof.SUBMIT, Proof.SENT, Proof.PASSWORD)
