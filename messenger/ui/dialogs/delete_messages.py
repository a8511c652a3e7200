"""Deleting messages: for oneself, or one's own for both."""

from typing import Any

from dash import Input, Output, State, callback, html

from messenger.actions import messages
from messenger.ui import bridge
from messenger.ui.ids import DELETE_MESSAGES
from messenger.ui.parts.dialog import build_question, wire_everyone, wire_question
from messenger.ui.request import access_viewer
from messenger.ui.texts import _, plural_forms


def build() -> html.Div:
    """Return the dialog."""
    return build_question(
        DELETE_MESSAGES,
        title=_("Delete message"),
        texts={
            # Russian says "one" of 21 too, so a single message has a text of its own.
            "single": _("Delete this message?"),
            "question": plural_forms("Delete {n} message?", "Delete {n} messages?"),
            "everyone": _("Also delete for {name}"),
            "group": _("Also delete for everybody"),
        },
        confirm=_("Delete"),
    )


@callback(
    Output(DELETE_MESSAGES.done, "data"),
    Input(DELETE_MESSAGES.confirm, "n_clicks"),
    State(DELETE_MESSAGES.subject, "data"),
    State(DELETE_MESSAGES.everyone, "checked"),
    running=[(Output(DELETE_MESSAGES.confirm, "loading"), True, False)],
    prevent_initial_call=True,
)
def delete_messages(click: int, subject: dict[str, Any], everyone: bool) -> int:  # noqa: FBT001
    """Delete the messages; the pushed event takes them out of the conversation."""
    bridge.run(
        messages.delete_messages,
        access_viewer(),
        chat_id=str(subject["chat_id"]),
        seqs=[int(seq) for seq in subject["seqs"]],
        for_everyone=bool(everyone),
    )
    return click


wire_question(DELETE_MESSAGES)
wire_everyone(DELETE_MESSAGES)
