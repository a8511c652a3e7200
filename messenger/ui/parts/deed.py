"""Dialogs that ask and then do one thing."""

from collections.abc import Callable
from typing import Any

from dash import Input, Output, State, callback

from messenger.ui.ids import Dialog
from messenger.ui.parts.dialog import wire_question


def wire_deed(dialog: Dialog, act: Callable[[dict[str, Any]], Any]) -> None:
    """Have a question's button do what it asks about; the pushed events draw what follows."""

    @callback(
        Output(dialog.done, "data"),
        Input(dialog.confirm, "n_clicks"),
        State(dialog.subject, "data"),
        running=[(Output(dialog.confirm, "loading"), True, False)],
        prevent_initial_call=True,
    )
    def do(click: int, subject: dict[str, Any]) -> int:
        act(subject)
        return click

    wire_question(dialog)
