"""Deleting a chat: for oneself, or with a direct chat for both."""

from dash import ClientsideFunction, Input, Output, State, clientside_callback, html

from messenger.ui.ids import DELETE_CHAT
from messenger.ui.parts.dialog import build_question, wire_everyone, wire_question
from messenger.ui.texts import _


def build() -> html.Div:
    """Return the dialog."""
    return build_question(
        DELETE_CHAT,
        title=_("Delete chat"),
        texts={
            "question": _("Delete the chat with {name}? Its messages will be gone for you."),
            "saved": _("Delete your saved messages? They will be gone for good."),
            "notices": _("Delete the notices? They will be gone for you."),
            "everyone": _("Also delete for {name}"),
        },
        confirm=_("Delete"),
    )


wire_question(DELETE_CHAT)
wire_everyone(DELETE_CHAT)
# The page does it by itself, since it can be taken back, and also without a connection.
clientside_callback(
    ClientsideFunction("dialogs", "deleteChat"),
    Output(DELETE_CHAT.done, "data"),
    Input(DELETE_CHAT.confirm, "n_clicks"),
    State(DELETE_CHAT.subject, "data"),
    State(DELETE_CHAT.everyone, "checked"),
    prevent_initial_call=True,
)
