"""Deleting a chat: for oneself, or with a direct chat for both."""

from typing import Any

from dash import Input, Output, State, callback, html

from messenger.actions import chats
from messenger.ui import bridge
from messenger.ui.ids import DELETE_CHAT
from messenger.ui.parts.dialog import build_question, wire_everyone, wire_question
from messenger.ui.request import access_viewer
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


@callback(
    Output(DELETE_CHAT.done, "data"),
    Input(DELETE_CHAT.confirm, "n_clicks"),
    State(DELETE_CHAT.subject, "data"),
    State(DELETE_CHAT.everyone, "checked"),
    running=[(Output(DELETE_CHAT.confirm, "loading"), True, False)],
    prevent_initial_call=True,
)
def delete_chat(click: int, subject: dict[str, Any], everyone: bool) -> int:  # noqa: FBT001
    """Delete the chat; the pushed event takes it out of the list."""
    bridge.run(
        chats.delete_chat,
        access_viewer(),
        chat_id=str(subject["chat_id"]),
        for_everyone=bool(everyone),
    )
    return click


wire_question(DELETE_CHAT)
wire_everyone(DELETE_CHAT)
