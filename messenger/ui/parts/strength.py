"""How hard a password is to guess, in a bar and a word."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from messenger.services import Services
from messenger.ui import bridge
from messenger.ui.parts.attributes import aria
from messenger.ui.texts import _

COLOURS = ("red", "red", "orange", "teal", "green")


def build_strength(part_id: str) -> html.Div:
    """Return the place under a password field; a screen reader hears it change."""
    return html.Div(judge(None), id=part_id, className="strength", **aria(live="polite"))


def judge(score: int | None) -> list[Any]:
    """Return the bar and the word for a score from 0 to 4, or the rule where nothing is typed."""
    if score is None:
        return [html.Span(_("At least 8 characters, hard to guess."), className="strength-word")]
    words = (
        _("Very easy to guess"),
        _("Easy to guess"),
        _("Almost good enough"),
        _("Good password"),
        _("Strong password"),
    )
    bar = dmc.Progress(
        value=25 * max(score, 0.4),
        color=COLOURS[score],
        size="sm",
        **aria(hidden="true"),
    )
    return [bar, html.Span(words[score], className="strength-word")]


def judge_typed(password: str | None, *related: str | None) -> list[Any]:
    """Return what is shown for a password; words that are `related` to it make it weaker."""
    if not password:
        return judge(None)
    return judge(bridge.run(judge_password, password, [word for word in related if word]))


async def judge_password(services: Services, password: str, related: list[str]) -> int:
    """Return the strength of a password from 0 to 4."""
    return await services.passwords.judge(password, related)
