"""The second step of signing in, on the same card: a code, and the ways around it."""

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, clientside_callback, html

from messenger.ui.ids import SignIn
from messenger.ui.parts.fields import build_text_field
from messenger.ui.parts.typing import wire_forgiving
from messenger.ui.pieces import Store
from messenger.ui.texts import _

PASSWORD, CODE = "password", "code"


def build_second_step() -> html.Div:
    """Return the field for the code, unseen until the password was right."""
    return html.Div(
        [
            Store(id=SignIn.CODE_TEXTS, data=list_texts()),
            build_text_field(
                SignIn.CODE,
                label=_("Code from your app"),
                description=_("Six digits, new every half minute."),
                name="code",
                complete="one-time-code",
                keys="numeric",
            ),
            dmc.Checkbox(
                id=SignIn.REMEMBER,
                label=_("Remember this device for 30 days"),
                checked=False,
            ),
        ],
        id=SignIn.SECOND,
        className="gate-form",
        hidden=True,
    )


def build_ways() -> html.Div:
    """Return the buttons under the second step: another kind of code, and back."""
    return html.Div(
        [
            dmc.Button(_("Use a recovery code instead"), id=SignIn.OTHER_CODE, variant="subtle"),
            dmc.Button(_("Back"), id=SignIn.BACK, variant="subtle", color="gray"),
        ],
        className="gate-ways",
    )


def list_texts() -> dict[str, dict[str, str]]:
    """Return what stands at the field for either kind of code, and on the button to the other."""
    return {
        "app": {
            "label": _("Code from your app"),
            "description": _("Six digits, new every half minute."),
            "other": _("Use a recovery code instead"),
        },
        "recovery": {
            "label": _("Recovery code"),
            "description": _("One of the ten that you kept. Each works once."),
            "other": _("Use the app instead"),
        },
    }


def wire_second_step() -> None:
    """Show the step that is asked for, and let the buttons change it."""
    clientside_callback(
        ClientsideFunction("gate", "showStep"),
        Output(SignIn.FIRST, "hidden"),
        Output(SignIn.SECOND, "hidden"),
        Input(SignIn.STEP, "data"),
        prevent_initial_call=True,
    )
    clientside_callback(
        ClientsideFunction("gate", "goBack"),
        Output(SignIn.STEP, "data", allow_duplicate=True),
        Output(SignIn.CODE, "value"),
        Input(SignIn.BACK, "n_clicks"),
        prevent_initial_call=True,
    )
    clientside_callback(
        ClientsideFunction("gate", "switchCode"),
        Output(SignIn.CODE, "label"),
        Output(SignIn.CODE, "description"),
        Output(SignIn.CODE, "inputProps"),
        Output(SignIn.CODE, "value", allow_duplicate=True),
        Output(SignIn.OTHER_CODE, "children"),
        Input(SignIn.OTHER_CODE, "n_clicks"),
        State(SignIn.CODE_TEXTS, "data"),
        prevent_initial_call=True,
    )
    clientside_callback(
        ClientsideFunction("gate", "sendWhole"),
        Input(SignIn.CODE, "value"),
        prevent_initial_call=True,
    )
    wire_forgiving(SignIn.CODE, SignIn.CODE)
