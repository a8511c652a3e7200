"""Clearing the history of a chat, which stays in the list: for oneself, or for both."""

from dash import ClientsideFunction, Input, Output, State, clientside_callback, html

from messenger.ui.ids import CLEAR_HISTORY
from messenger.ui.parts.dialog import build_question, wire_everyone, wire_question
from messenger.ui.texts import _


def build() -> html.Div:
    """Return the dialog."""
    return build_question(
        CLEAR_HISTORY,
        title=_("Clear history"),
        texts={
            "question": _("Clear the history with {name}? The chat stays in the list."),
            "saved": _("Clear your saved messages? They will be gone for good."),
            "in_group": _("Clear the history of {name}? It will be gone for you."),
            "notices": _("Clear the notices? They will be gone for you."),
            "everyone": _("Also clear for {name}"),
        },
        confirm=_("Clear"),
    )


wire_question(CLEAR_HISTORY)
wire_everyone(CLEAR_HISTORY)
clientside_callback(
    ClientsideFunction("dialogs", "clearHistory"),
    Output(CLEAR_HISTORY.done, "data"),
    Input(CLEAR_HISTORY.confirm, "n_clicks"),
    State(CLEAR_HISTORY.subject, "data"),
    State(CLEAR_HISTORY.everyone, "checked"),
    prevent_initial_call=True,
)
