"""Blocking a person."""

from typing import Any

from dash import Input, Output, State, callback, html

from messenger.actions import blocks
from messenger.ui import bridge
from messenger.ui.ids import BLOCK
from messenger.ui.parts.dialog import build_question, wire_question
from messenger.ui.request import access_viewer
from messenger.ui.texts import _


def build() -> html.Div:
    """Return the dialog."""
    question = _("Block {name}? Neither of you will be able to write to the other.")
    return build_question(
        BLOCK, title=_("Block person"), texts={"question": question}, confirm=_("Block")
    )


@callback(
    Output(BLOCK.done, "data"),
    Input(BLOCK.confirm, "n_clicks"),
    State(BLOCK.subject, "data"),
    running=[(Output(BLOCK.confirm, "loading"), True, False)],
    prevent_initial_call=True,
)
def add_block(click: int, subject: dict[str, Any]) -> int:
    """Block the person; the pushed event closes the composer."""
    bridge.run(blocks.add_block, access_viewer(), user_id=str(subject["user_id"]))
    return click


wire_question(BLOCK)
