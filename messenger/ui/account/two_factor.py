"""Two factors: switching them on and off, recovery codes, passkeys and remembered devices."""

from typing import Any

from dash import (
    ClientsideFunction,
    Input,
    Output,
    State,
    callback,
    clientside_callback,
    html,
    no_update,
)

from messenger.actions import two_factor
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Proof, Remembered, TwoFactor
from messenger.ui.parts.attributes import data
from messenger.ui.parts.authenticator import build_off, build_on, build_setup, say_left
from messenger.ui.parts.codes_panel import build_codes, build_codes_panel, wire_codes_panel
from messenger.ui.parts.failures import explain
from messenger.ui.parts.notes import show_note
from messenger.ui.parts.passkey_list import build_passkeys, list_passkeys, wire_passkeys
from messenger.ui.parts.proof import build_proof
from messenger.ui.parts.qr import draw
from messenger.ui.parts.remembered_list import build_remembered, build_rows
from messenger.ui.parts.typing import wire_forgiving, wire_sending
from messenger.ui.request import access_viewer, current_request, entering_viewer
from messenger.ui.texts import _

NAME = "two-factor"
OFF, SETUP, CODES, ON = "off", "setup", "codes", "on"
CODE_COUNT = 10


def title() -> str:
    """Return what the section is called."""
    return _("Two factors")


def build() -> html.Div:
    """Return the section; a stylesheet shows the parts of its stage."""
    context = current_request()
    known = bool(context and context.viewer)
    status = bridge.run(two_factor.get_status, entering_viewer()) if known else None
    return html.Div(
        [
            build_off(required=bool(status and status.required)),
            build_setup(),
            build_codes_panel(),
            build_on(status.codes_left if status else 0, required=bool(status and status.required)),
            build_passkeys(list_passkeys() if known else []),
            build_remembered(build_rows(status.devices if status else [])),
            build_proof(),
        ],
        id=TwoFactor.STAGE,
        className="two-factor",
        **data(stage=ON if status and status.enabled else OFF),
    )


@callback(
    Output(TwoFactor.STAGE, "data-stage"),
    Output(TwoFactor.PASSWORD, "error"),
    Output(TwoFactor.PASSWORD, "value"),
    Output(TwoFactor.QR, "src"),
    Output(TwoFactor.KEY, "children"),
    Input(TwoFactor.STARTED, "data"),
    State(TwoFactor.PASSWORD, "value"),
    running=[(Output(TwoFactor.START, "loading"), True, False)],
    prevent_initial_call=True,
)
def start(_click: int, password: str | None) -> tuple[Any, ...]:
    """Show a new secret, or say at the password why not."""
    try:
        setup = bridge.run(two_factor.start, entering_viewer(), password or "")
    except MessengerError as error:
        return OFF, explain(error), no_update, no_update, no_update
    return SETUP, None, "", draw(setup.uri), group(setup.secret)


@callback(
    Output(TwoFactor.STAGE, "data-stage", allow_duplicate=True),
    Output(TwoFactor.CODE, "error"),
    Output(TwoFactor.CODE, "value"),
    Output(TwoFactor.CODES, "children"),
    Output(TwoFactor.LEFT, "children"),
    Input(TwoFactor.CONFIRMED, "data"),
    State(TwoFactor.CODE, "value"),
    running=[(Output(TwoFactor.CONFIRM, "loading"), True, False)],
    prevent_initial_call=True,
)
def confirm(_click: int, code: str | None) -> tuple[Any, ...]:
    """Switch two factors on and show the recovery codes, or say at the code why not."""
    try:
        answer = bridge.run(two_factor.confirm, entering_viewer(), code or "")
    except MessengerError as error:
        if error.field != "code" and error.retry_after is None:
            raise
        return SETUP, explain(error), no_update, [], ""
    return CODES, None, "", build_codes(answer.recovery_codes), say_left(CODE_COUNT)


@callback(
    Output(TwoFactor.STAGE, "data-stage", allow_duplicate=True),
    Output(TwoFactor.CODES, "children", allow_duplicate=True),
    Output(TwoFactor.LEFT, "children", allow_duplicate=True),
    Output(Remembered.LIST, "children", allow_duplicate=True),
    Input(TwoFactor.RENEW, "n_clicks"),
    running=[(Output(TwoFactor.RENEW, "loading"), True, False)],
    prevent_initial_call=True,
)
def renew(_click: int) -> tuple[Any, ...]:
    """Show a new set of recovery codes."""
    answer = bridge.run(two_factor.regenerate_codes, access_viewer())
    return CODES, build_codes(answer.recovery_codes), say_left(CODE_COUNT), build_rows([])


@callback(
    Output(TwoFactor.STAGE, "data-stage", allow_duplicate=True),
    Output(TwoFactor.LAST_CODE, "error"),
    Output(TwoFactor.LAST_CODE, "value"),
    Output(Remembered.LIST, "children", allow_duplicate=True),
    Input(TwoFactor.DISABLED, "data"),
    State(TwoFactor.LAST_CODE, "value"),
    running=[(Output(TwoFactor.DISABLE, "loading"), True, False)],
    prevent_initial_call=True,
)
def disable(_click: int, code: str | None) -> tuple[Any, ...]:
    """Switch two factors off, or say at the code why not."""
    try:
        bridge.run(two_factor.disable, access_viewer(), code or "")
    except MessengerError as error:
        if error.field != "code" and error.retry_after is None:
            raise
        return ON, explain(error), no_update, no_update
    show_note(_("Two factors are switched off."))
    return OFF, None, "", build_rows([])


def group(secret: str) -> str:
    """Return a secret in groups of four, as people type it."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


clientside_callback(
    ClientsideFunction("codes", "leaveSetup"),
    Output(TwoFactor.STAGE, "data-stage", allow_duplicate=True),
    Output(TwoFactor.QR, "src", allow_duplicate=True),
    Output(TwoFactor.KEY, "children", allow_duplicate=True),
    Input(TwoFactor.LEAVE, "n_clicks"),
    prevent_initial_call=True,
)
for field in (TwoFactor.PASSWORD, TwoFactor.CODE, TwoFactor.LAST_CODE):
    wire_forgiving(field, field)
wire_sending(TwoFactor.START, TwoFactor.STARTED, TwoFactor.PASSWORD)
wire_sending(TwoFactor.CONFIRM, TwoFactor.CONFIRMED, TwoFactor.CODE)
wire_sending(TwoFactor.DISABLE, TwoFactor.DISABLED, TwoFactor.LAST_CODE)
wire_codes_panel()
wire_passkeys(Proof.AGAIN)
