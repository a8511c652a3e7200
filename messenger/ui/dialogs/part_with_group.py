"""Leaving a group, and deleting one for everybody."""

from typing import Any

from dash import html

from messenger.actions import groups
from messenger.ui import bridge
from messenger.ui.ids import DELETE_GROUP, LEAVE_GROUP
from messenger.ui.parts.deed import wire_deed
from messenger.ui.parts.dialog import build_question
from messenger.ui.request import access_viewer
from messenger.ui.texts import _


def build() -> html.Div:
    """Return the dialogs."""
    return html.Div(
        [
            build_question(
                LEAVE_GROUP,
                title=_("Leave group"),
                texts={
                    "question": _("Leave the group {name}? Its messages will be gone for you."),
                    "owns": _(
                        "Leave the group {name}? It goes to the administrator, or else to the "
                        "member, who is there longest. Its messages will be gone for you."
                    ),
                },
                confirm=_("Leave"),
            ),
            build_question(
                DELETE_GROUP,
                title=_("Delete group"),
                texts={
                    "question": _("Delete the group {name} with all its messages for everybody?")
                },
                confirm=_("Delete for everybody"),
            ),
        ]
    )


def leave(subject: dict[str, Any]) -> None:
    """Leave the group."""
    bridge.run(groups.leave_group, access_viewer(), chat_id=str(subject["chat_id"]))


def delete(subject: dict[str, Any]) -> None:
    """Delete the group."""
    bridge.run(groups.delete_group, access_viewer(), chat_id=str(subject["chat_id"]))


wire_deed(LEAVE_GROUP, leave)
wire_deed(DELETE_GROUP, delete)
