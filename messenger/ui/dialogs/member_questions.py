"""What is asked before somebody is removed from a group, kept out of it, or given it."""

from typing import Any

from dash import html

from messenger.actions import members
from messenger.ui import bridge
from messenger.ui.ids import BAN_MEMBER, HAND_OVER, REMOVE_MEMBER
from messenger.ui.parts.deed import wire_deed
from messenger.ui.parts.dialog import build_question
from messenger.ui.request import access_viewer
from messenger.ui.texts import _


def build() -> html.Div:
    """Return the dialogs."""
    return html.Div(
        [
            build_question(
                REMOVE_MEMBER,
                title=_("Remove from the group"),
                texts={"question": _("Remove {name} from the group? An invitation lets them in.")},
                confirm=_("Remove"),
            ),
            build_question(
                BAN_MEMBER,
                title=_("Remove and keep out"),
                texts={"question": _("Remove {name} and keep them out until you let them in?")},
                confirm=_("Keep out"),
            ),
            build_question(
                HAND_OVER,
                title=_("Hand the group over"),
                texts={
                    "question": _(
                        "Hand the group over to {name}? You will be an administrator, "
                        "and only they can give it back."
                    )
                },
                confirm=_("Hand over"),
            ),
        ]
    )


def remove(subject: dict[str, Any], *, ban: bool = False) -> None:
    """Take a person out of the group."""
    bridge.run(
        members.remove_members,
        access_viewer(),
        chat_id=str(subject["chat_id"]),
        user_ids=[str(subject["user_id"])],
        ban=ban,
    )


def hand_over(subject: dict[str, Any]) -> None:
    """Make a person the owner."""
    bridge.run(
        members.set_role,
        access_viewer(),
        chat_id=str(subject["chat_id"]),
        user_id=str(subject["user_id"]),
        role="owner",
    )


wire_deed(REMOVE_MEMBER, remove)
wire_deed(BAN_MEMBER, lambda subject: remove(subject, ban=True))
wire_deed(HAND_OVER, hand_over)
