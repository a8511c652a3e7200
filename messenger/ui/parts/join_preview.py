"""A look at a group before one joins it, and the joining."""

from typing import Any, cast

import dash_mantine_components as dmc
from dash import html, no_update

from messenger.actions import joining
from messenger.actions.joining import GroupPreview
from messenger.errors import MessengerError, NotFound
from messenger.ui import bridge
from messenger.ui.ids import JoinPreview
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.failures import explain
from messenger.ui.parts.letter_tile import build_letter_tile
from messenger.ui.pieces import Store
from messenger.ui.request import access_viewer
from messenger.ui.texts import _, ngettext

# Mantine's words for what is there and what is not.
SEEN, UNSEEN = None, "none"


def build_preview(preview: JoinPreview, code: str | None = None) -> html.Div:
    """Return the place of the group, with the one that a code leads to where there is a code."""
    group, label, display = (None, "", UNSEEN) if code is None else look_at(code)
    return html.Div(
        [
            Store(id=preview.code, data=code),
            html.Div(group, id=preview.group, className="join-group", **aria(live="polite")),
            dmc.Button(
                label,
                id=preview.join,
                display=cast("Any", display),
                fullWidth=True,
                size="md",
                h=46,
            ),
        ],
        className="join-preview",
    )


def look_at(code: str) -> tuple[Any, str, str | None]:
    """Return a group or why it is not shown, what the button says, and whether it is seen."""
    try:
        group = bridge.run(joining.preview_invite, access_viewer(), code=code)
    except MessengerError as error:
        return build_refusal(error), "", UNSEEN
    return build_group(group), join_label(group), SEEN


def join_by(code: str) -> tuple[str | None, Any, Any]:
    """Join, and return the id of the chat, or else what stands in place of the group and button."""
    try:
        joined = bridge.run(joining.join_by_invite, access_viewer(), code=code)
    except MessengerError as error:
        return None, build_refusal(error), UNSEEN
    if joined.chat is None:
        words = _("You have asked to be let in. The group appears in your list once you are.")
        return None, html.P(words, className="join-answer", role="status"), UNSEEN
    return joined.chat.id, no_update, no_update


def build_group(group: GroupPreview) -> list[Any]:
    """Return what a group shows of itself."""
    parts: list[Any] = [
        build_letter_tile(group.title, group.title, group.avatar),
        html.Bdi(group.title, className="join-title"),
        html.P(ngettext("{n} member", "{n} members", group.member_count), className="join-count"),
    ]
    if group.description:
        parts.append(html.P(group.description, className="join-text", dir="auto"))
    if group.approval and not group.is_member:
        parts.append(html.P(_("Somebody of the group decides on it."), className="join-count"))
    return parts


def join_label(group: GroupPreview) -> str:
    """Return what the button under a group says."""
    if group.is_member:
        return _("Open the group")
    return _("Ask to be let in") if group.approval else _("Join the group")


def build_refusal(error: MessengerError) -> html.P:
    """Return why a code does not lead anywhere."""
    wrong = isinstance(error, NotFound)
    words = _("There is no such invitation. Check the code.") if wrong else explain(error)
    return html.P(words, className="join-answer", role="alert")


def read_code(text: str | None) -> str:
    """Return the code that somebody has typed, or that stands in the link that they have."""
    return (text or "").strip().rstrip("/").rpartition("/")[2]
