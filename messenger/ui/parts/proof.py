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

from messenger.actions import reauthentication
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Proof
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.fields import build_password_field, build_submit
from messenger.ui.parts.typing import wire_forgiving, wire_sending
from messenger.ui.pieces import Store
from messenger.ui.request import entering_viewer
from messenger.ui.texts import _


def build_proof() -> html.Div:
    """Return the closed dialog."""
    fields = [
        html.P(_("Half an hour has passed since you signed in."), className="dialog-question"),
        build_password_field(
            Proof.PASSWORD, label=_("Password"), name="proof", complete="current-password"
        ),
        build_submit(Proof.SUBMIT, _("Continue")),
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
wire_forgiving(Proof.PASSWORD, Proof.PASSWORD)
wire_sending(Proof.SUBMIT, Proof.SENT, Proof.PASSWORD)
