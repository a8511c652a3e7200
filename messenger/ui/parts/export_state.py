"""How far the copy of one's data is, in words and as a bar."""

from typing import Any

from dash import html

from messenger.actions.exports import FAILED, READY, Export
from messenger.errors import StorageFull
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.sizes import say_size
from messenger.ui.pieces import LocalTime
from messenger.ui.texts import _

SHOWN, HIDDEN = "inline-block", "none"


def show_state(export: Export | None) -> tuple[list[Any], str, str, bool]:
    """Return the words, whether one may be begun and fetched, and whether there is no news."""
    if export is None:
        return [], SHOWN, HIDDEN, True
    if export.state == READY:
        return build_ready(export), SHOWN, SHOWN, True
    if export.state == FAILED:
        return [html.P(explain_failure(export), className="my-data-failed")], SHOWN, HIDDEN, True
    return build_progress(export), HIDDEN, HIDDEN, False


def build_progress(export: Export) -> list[Any]:
    """Return the bar of a copy that is being made."""
    return [
        html.P(_("Your copy is being made. You may leave this page.")),
        html.Progress(value=str(export.percent), max="100", **aria(label=_("Progress"))),
    ]


def build_ready(export: Export) -> list[Any]:
    """Return what is known of a copy that can be fetched."""
    return [
        html.P([_("Your copy is ready: {size}.", size=say_size(export.size or 0)), " "]),
        html.P(
            [_("It is deleted on"), " ", LocalTime(at=export.expires_at)],
            className="account-row-text",
        ),
    ]


def explain_failure(export: Export) -> str:
    """Return why there is no copy."""
    if export.reason == StorageFull.code:
        return _("The copy could not be made: the server's disk is full.")
    return _("The copy could not be made. Please try again.")
