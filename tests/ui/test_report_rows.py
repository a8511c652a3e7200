"""Reports as administrators see them."""

from typing import get_args

from messenger.actions.reports import ReportedFile
from messenger.events.objects import MediaKind
from messenger.ui.parts.report_rows import build_held


def test_whatever_a_reported_message_held_is_told() -> None:
    """Files of every kind that a message may hold, a sticker of one's own too, by their names."""
    for kind in get_args(MediaKind):
        told = build_held(ReportedFile(kind, "🔥 red.png"))

        assert "🔥 red.png" in str(told)
        assert told.children[0]
