"""Signing out while something of one's own is still on its way."""

from dash import ClientsideFunction, Input, Output, clientside_callback, html

from messenger.ui.ids import SIGN_OUT, Shell
from messenger.ui.parts.dialog import build_question, wire_question
from messenger.ui.texts import _, plural_forms


def build() -> html.Div:
    """Return the dialog."""
    return build_question(
        SIGN_OUT,
        title=_("Sign out"),
        texts={
            "question": plural_forms(
                "{n} message has not been sent. It will be lost when you sign out.",
                "{n} messages have not been sent. They will be lost when you sign out.",
            ),
            "changes": plural_forms(
                "{n} change of your list has not been saved. It will be lost when you sign out.",
                "{n} changes of your list have not been saved. They will be lost when you sign"
                " out.",
            ),
            "both": _(
                "Messages and changes of your list have not been sent. They will be lost when you"
                " sign out."
            ),
        },
        confirm=_("Sign out"),
    )


wire_question(SIGN_OUT)
clientside_callback(
    ClientsideFunction("shell", "leaveNow"),
    Output(Shell.LEAVING, "data", allow_duplicate=True),
    Input(SIGN_OUT.confirm, "n_clicks"),
    prevent_initial_call=True,
)
clientside_callback(
    ClientsideFunction("dialogs", "close"),
    Output(SIGN_OUT.done, "data"),
    Input(SIGN_OUT.confirm, "n_clicks"),
    prevent_initial_call=True,
)
