"""The form for another e-mail address, wherever it stands."""

from typing import Any

from dash import Input, Output, State, callback, html, no_update

from messenger.actions import email_change
from messenger.actions.email_change import EmailChange
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import ChangeEmail
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.failures import explain_at
from messenger.ui.parts.fields import build_password_field, build_submit, build_text_field
from messenger.ui.parts.typing import wire_forgiving, wire_sending
from messenger.ui.pieces import Store
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

# The fields as the server names them.
FIELDS = ("email", "password")


def build_email_form() -> html.Form:
    """Return the form; `method` keeps a password out of the address."""
    return html.Form(
        [
            build_text_field(
                ChangeEmail.EMAIL, label=_("New address"), name="email", complete="email"
            ),
            build_password_field(
                ChangeEmail.PASSWORD, label=_("Your password"), complete="current-password"
            ),
            html.P(id=ChangeEmail.ANSWER, className="gate-answer", **aria(live="polite")),
            build_submit(ChangeEmail.SUBMIT, _("Change the address")),
            Store(id=ChangeEmail.SENT),
        ],
        id=ChangeEmail.FORM,
        method="post",
        noValidate=True,
        className="gate-form",
    )


@callback(
    Output(ChangeEmail.ANSWER, "children"),
    Output(ChangeEmail.EMAIL, "error"),
    Output(ChangeEmail.PASSWORD, "error"),
    Output(ChangeEmail.PASSWORD, "value"),
    Input(ChangeEmail.SENT, "data"),
    State(ChangeEmail.EMAIL, "value"),
    State(ChangeEmail.PASSWORD, "value"),
    running=[(Output(ChangeEmail.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def change(_click: int, email: str | None, password: str | None) -> tuple[Any, ...]:
    """Ask for the address and say what follows, or at the field that is wrong why not."""
    try:
        asked = bridge.run(
            email_change.change_email,
            access_viewer(),
            password=password or "",
            email=email or "",
        )
    except MessengerError as error:
        return "", *explain_at(error, dict.fromkeys(FIELDS)).values(), no_update
    return say(asked), None, None, ""


def say(asked: EmailChange) -> str:
    """Return what follows from an address that was asked for."""
    if asked.pending:
        return _("Follow the link in the letter to {email} to confirm it.", email=asked.email)
    return _("Your address is {email} now.", email=asked.email)


wire_sending(ChangeEmail.SUBMIT, ChangeEmail.SENT, ChangeEmail.EMAIL, ChangeEmail.PASSWORD)
for field in (ChangeEmail.EMAIL, ChangeEmail.PASSWORD):
    wire_forgiving(field, field)
