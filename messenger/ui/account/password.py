"""Another password, with the old one."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, html, no_update

from messenger.actions import accounts, password
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import ChangePassword
from messenger.ui.parts.failures import explain_at
from messenger.ui.parts.fields import build_password_field, build_submit
from messenger.ui.parts.notes import show_note
from messenger.ui.parts.strength import build_strength, judge, judge_password
from messenger.ui.parts.typing import build_settled, wire_forgiving, wire_sending, wire_settled
from messenger.ui.pieces import Store
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

NAME = "password"
FIELDS = ("old", "new")


def title() -> str:
    """Return what the section is called."""
    return _("Password")


def build() -> html.Form:
    """Return the section."""
    fields = [
        build_password_field(
            ChangePassword.OLD, label=_("Present password"), name="old", complete="current-password"
        ),
        build_password_field(
            ChangePassword.NEW.field, label=_("New password"), name="new", complete="new-password"
        ),
        build_settled(ChangePassword.NEW),
        build_strength(ChangePassword.STRENGTH),
        dmc.Checkbox(
            id=ChangePassword.END_OTHERS, label=_("Sign out on all other devices"), checked=True
        ),
        build_submit(ChangePassword.SUBMIT, _("Change the password")),
        Store(id=ChangePassword.SENT),
    ]
    return html.Form(fields, method="post", noValidate=True, className="account-form")


@callback(
    Output(ChangePassword.STRENGTH, "children"),
    Input(ChangePassword.NEW.moment, "data"),
    State(ChangePassword.NEW.field, "value"),
    prevent_initial_call=True,
)
def show_strength(_moment: int, new: str | None) -> Any:
    """Show how hard the password is to guess for somebody who knows this person."""
    if not new:
        return judge(None)
    account = bridge.run(accounts.get_account, access_viewer())
    related = [account.user.username, account.user.name, account.email]
    return judge(bridge.run(judge_password, new, related))


@callback(
    Output(ChangePassword.OLD, "error"),
    Output(ChangePassword.NEW.field, "error"),
    Output(ChangePassword.OLD, "value"),
    Output(ChangePassword.NEW.field, "value"),
    Input(ChangePassword.SENT, "data"),
    State(ChangePassword.OLD, "value"),
    State(ChangePassword.NEW.field, "value"),
    State(ChangePassword.END_OTHERS, "checked"),
    running=[(Output(ChangePassword.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def change(_click: int, old: str | None, new: str | None, end_others: bool) -> tuple[Any, ...]:  # noqa: FBT001 - Dash hands values by place
    """Change the password and empty the form, or say at the field that is wrong why not."""
    typed = {"old": old or "", "new": new or ""}
    try:
        bridge.run(password.change_password, access_viewer(), **typed, keep_others=not end_others)
    except MessengerError as error:
        if error.field not in FIELDS:
            raise
        return *explain_at(error, dict.fromkeys(FIELDS)).values(), no_update, no_update
    show_note(_("The password is changed."))
    return None, None, "", ""


wire_settled(ChangePassword.NEW)
wire_forgiving(ChangePassword.OLD, ChangePassword.OLD)
wire_forgiving(ChangePassword.NEW.field, ChangePassword.NEW.field)
wire_sending(
    ChangePassword.SUBMIT, ChangePassword.SENT, ChangePassword.OLD, ChangePassword.NEW.field
)
