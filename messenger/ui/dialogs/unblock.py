"""Unblocking a person."""

from typing import Any

from dash import Input, Output, State, callback, html

from messenger.actions import blocks
from messenger.ui import bridge
from messenger.ui.ids import UNBLOCK
from messenger.ui.parts.dialog import build_question, wire_question
from messenger.ui.request import access_viewer
from messenger.ui.texts import _


def build() -> html.Div:
    """Return the dialog."""
    question = _("Unblock {name}? You will be able to write to each other again.")
    return build_question(
        UNBLOCK,
        title=_("Unblock person"),
        texts={"question": question},
        confirm=_("Unblock"),
        harmless=True,
    )


@callback(
    Output(UNBLOCK.done, "data"),
    Input(UNBLOCK.confirm, "n_clicks"),
    State(UNBLOCK.subject, "data"),
    running=[(Output(UNBLOCK.confirm, "loading"), True, False)],
    prevent_initial_call=True,
)
def remove_block(click: int, subject: dict[str, Any]) -> int:
    """Unblock the person; the pushed event opens the composer."""
    bridge.run(blocks.remove_block, access_viewer(), user_id=str(subject["user_id"]))
    return click


wire_question(UNBLOCK)
